package dev.lakou.cli.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoundSchemaTest {

    @ParameterizedTest
    @CsvSource({"crm, crm", "Legacy_App, legacy-app", "_x_, x", "a\"b'c, a-b-c", "ä, schema"})
    void namesTheResourceAsKubernetesTakesIt(String schema, String name) {
        assertThat(new FoundSchema(new Identifier(schema), Optional.empty()).resourceName())
                .isEqualTo(name);
    }

    @Test
    void goesOnWithTheLoginThatIsThere() {
        var login = new Role(new Identifier("crm_app"), true, 7, Optional.empty(), Set.of());

        var spec = new FoundSchema(new Identifier("crm"), Optional.of(login))
                .manifest("engarde", "core")
                .getAdditionalProperties()
                .get("spec");

        assertThat(spec)
                .isEqualTo(Map.of(
                        "serverRef",
                        Map.of("name", "engarde"),
                        "schema",
                        "crm",
                        "user",
                        "crm_app",
                        "connectionLimit",
                        7,
                        "adoption",
                        Map.of("policy", "Preview", "passwordSecretRef", Map.of("name", "crm-by-hand"))));
    }
}
