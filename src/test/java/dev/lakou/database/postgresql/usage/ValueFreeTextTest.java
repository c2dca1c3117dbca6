package dev.lakou.database.postgresql.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFreeTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    SELECT * FROM "T ""1\""" WHERE id = $1     | SELECT * FROM "T ""1\""" WHERE id = $1
                    SELECT a1, b_2 FROM t3 LIMIT 10           | SELECT a1, b_2 FROM t3 LIMIT ?
                    SELECT 1.5e-3 + .5 + 0x1F + 1_000, 7-3    | SELECT ? + ? + ? + ?, ?-?
                    ALTER ROLE a PASSWORD 'it''s'             | ALTER ROLE a PASSWORD ?
                    SELECT E'a\\'b', B'01', U&'\\0041', n'x'  | ``
                    SELECT E'a\\'b', B'01', x'1F', N'c', 'd'  | SELECT ?, ?, ?, ?, ?
                    DO $$ BEGIN RAISE 'x'; END $$             | DO ?
                    DO $a$ $b$ $$ x $b$ $a$ LANGUAGE plpgsql  | DO ? LANGUAGE plpgsql
                    SELECT a$b$ FROM t                        | SELECT a$b$ FROM t
                    SELECT 1 /* of /* user */ 7 */ + 2        | SELECT ? + ?
                    SELECT a -- 'user'                        | SELECT a
                    COMMENT ON TABLE t IS 'x'                 | COMMENT ON TABLE t IS ?
                    """)
    void keepsNamesAndLeavesValuesOut(String sql, String expected) {
        var text = ValueFreeText.of(sql);

        assertThat(text.orElse("")).isEqualTo(expected == null ? "" : expected);
    }

    /** Where the session reads backslashes, what looks like the end of a string is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a\\' , secret '",
                "SELECT n'a\\' , secret '",
                "SELECT 'secret",
                "SELECT \"secret",
                "SELECT E'secret\\",
                "SELECT $$ secret",
                "SELECT $a secret",
                "SELECT /* secret",
                "SELECT a -- x\n, 'secret"
            })
    void isEmptyWhereAValueCannotBeTold(String sql) {
        var text = ValueFreeText.of(sql);

        assertThat(text).isEmpty();
    }

    @Test
    void isOneLineAndNotLongerThanAnybodyReads() {
        var text = ValueFreeText.of("SELECT\n\t a" + ", b".repeat(5000)).orElseThrow();

        assertThat(text)
                .startsWith("SELECT a, b, b")
                .endsWith("...")
                .hasSize(2003)
                .doesNotContain("\n");
    }
}
