package dev.lakou.database.postgresql.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Identifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class DumpScriptTest {
    private static final String DUMP =
            """
            --
            -- PostgreSQL database dump
            --

            \\restrict x

            SET statement_timeout = 0;
            SELECT pg_catalog.set_config('search_path', '', false);

            --
            -- Name: sh"op; Type: SCHEMA; Schema: -; Owner: -
            --

            CREATE SCHEMA "sh""op";


            --
            -- Name: SCHEMA "sh""op"; Type: COMMENT; Schema: -; Owner: -
            --

            COMMENT ON SCHEMA "sh""op" IS 'it''s; ours
            of two lines';


            --
            -- Name: say(); Type: FUNCTION; Schema: sh"op; Owner: -
            --

            CREATE FUNCTION "sh""op".say() RETURNS text LANGUAGE sql AS $$SELECT 'CREATE SCHEMA "sh""op";'$$;


            --
            -- PostgreSQL database dump complete
            --

            \\unrestrict x
            """;

    @Test
    void theSchemaItselfAndWhatIsForPsqlAreLeftOut() {
        var script = DumpScript.of(DUMP, List.of(new Identifier("sh\"op")));

        assertThat(script)
                .doesNotContain("\\restrict", "\\unrestrict", "search_path", "COMMENT ON SCHEMA", "of two lines")
                .contains("CREATE FUNCTION \"sh\"\"op\".say()")
                .containsOnlyOnce("CREATE SCHEMA");
    }

    @Test
    void aSchemaOfAnotherNameStays() {
        var script = DumpScript.of(DUMP, List.of(new Identifier("shop")));

        assertThat(script).contains("CREATE SCHEMA \"sh\"\"op\";\n", "COMMENT ON SCHEMA");
    }
}
