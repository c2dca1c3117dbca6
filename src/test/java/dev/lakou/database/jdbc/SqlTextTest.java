package dev.lakou.database.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lakou.model.Identifier;
import org.junit.jupiter.api.Test;

class SqlTextTest {
    private static final Quoting QUOTING = new Quoting() {
        @Override
        public String name(Identifier identifier) {
            return '<' + identifier.value() + '>';
        }

        @Override
        public String literal(String text) {
            return '(' + text + ')';
        }
    };

    @Test
    void quotesNamesAndValuesAndPrintsWithoutSecrets() {
        var text = new SqlText(QUOTING)
                .sql("ALTER ROLE ")
                .name(new Identifier("a"))
                .sql(" PASSWORD ")
                .secret("verifier")
                .sql(" COMMENT ")
                .literal("b")
                .sql(" AS ")
                .secretHex("0a");

        assertThat(text.text()).isEqualTo("ALTER ROLE <a> PASSWORD (verifier) COMMENT (b) AS 0x0a");
        assertThat(text).hasToString("ALTER ROLE <a> PASSWORD [redacted] COMMENT (b) AS [redacted]");
    }

    @Test
    void takesNothingButDigitsForHexadecimalDigits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SqlText(QUOTING).secretHex("0a; DROP"));
    }
}
