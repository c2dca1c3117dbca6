package dev.lakou.database.mysql.flavor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlNamesTest {
    private static final MySqlNames ORDINARY = new MySqlNames(false, false);
    private static final MySqlNames LITERAL = new MySqlNames(true, false);
    private static final MySqlNames LOWER_CASE = new MySqlNames(false, true);

    @ParameterizedTest
    @ValueSource(strings = {"a", "a_b", "100%", "a\\b", "_", "\\_"})
    void understandsWhatItWroteInAGrant(String name) {
        var schema = new Identifier(name);

        assertThat(ORDINARY.meant(ORDINARY.inGrant(schema))).contains(schema);
        assertThat(LITERAL.meant(LITERAL.inGrant(schema))).contains(schema);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "pa_", "a\\_b_", ""})
    void takesAPatternForNoName(String pattern) {
        assertThat(ORDINARY.meant(pattern)).isEmpty();
    }

    @Test
    void confusesNamesThatDifferInCaseWhereTheServerDoes() {
        assertThat(LOWER_CASE.confuses(new Identifier("Vault"))).isTrue();
        assertThat(LOWER_CASE.confuses(new Identifier("Ä"))).isTrue();
        assertThat(LOWER_CASE.confuses(new Identifier("vault"))).isFalse();
        assertThat(ORDINARY.confuses(new Identifier("Vault"))).isFalse();
    }
}
