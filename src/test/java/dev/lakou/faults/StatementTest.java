package dev.lakou.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'DROP TABLE users; DROP TABLE orders'",
                "/* ApplicationName=lakou; */ SHOW VARIABLES",
                "WITH one AS (SELECT 1) SELECT * FROM one",
                "BEGIN",
                "DO release_lock('lakou')",
                ""
            })
    void readsWhatChangesNothing(String text) {
        assertThat(new Statement(text).writes()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT pg_advisory_xact_lock(1); CREATE ROLE one",
                "COMMIT",
                "alter user one account lock",
                "KILL 7",
                "DO $$BEGIN DELETE FROM users; END$$"
            })
    void writesWhatMayChangeSomething(String text) {
        assertThat(new Statement(text).writes()).isTrue();
    }

    @Test
    void namesWhatIsDoneWithoutItsValues() {
        var statement = new Statement("SELECT 1; ALTER USER one IDENTIFIED BY 'secret'; GRANT one TO two");

        assertThat(statement.words()).isEqualTo("ALTER USER and 1 more");
    }
}
