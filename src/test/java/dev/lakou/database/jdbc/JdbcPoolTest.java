package dev.lakou.database.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcPoolTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sorry, acquisition timeout!",
                "Acquisition timeout while waiting for new connection",
                "Acquisition timeout on health check"
            })
    void knowsAllWordsInWhichThePoolGivesUp(String message) {
        assertThat(JdbcPool.gaveUp(message)).isTrue();
    }

    @Test
    void knowsThatTheServerSaidSomethingElse() {
        assertThat(JdbcPool.gaveUp("FATAL: too many connections for role \"lakou\""))
                .isFalse();
    }
}
