package dev.lakou.database.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionBreakerTest {
    private static final SQLException NO_ANSWER = new SQLException("Connection refused");

    private Duration passed = Duration.ZERO;
    private final AtomicInteger attempts = new AtomicInteger();
    private final ConnectionBreaker breaker = new ConnectionBreaker(new Clock() {
        @Override
        public Instant instant() {
            return Instant.parse("2026-01-01T00:00:00Z").plus(passed);
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    });

    @Test
    void tellsTheNextOfAFailureWithoutTryingAgain() {
        assertThatThrownBy(() -> breaker.connect(() -> failing(NO_ANSWER))).isSameAs(NO_ANSWER);

        assertThatThrownBy(() -> breaker.connect(() -> failing(new SQLException("another"))))
                .isSameAs(NO_ANSWER);

        assertThat(attempts).hasValue(1);
    }

    @Test
    void triesAgainAfterAPauseAndIsOpenOnceThatSucceeds() throws SQLException {
        assertThatThrownBy(() -> breaker.connect(() -> failing(NO_ANSWER))).isSameAs(NO_ANSWER);

        passed = Duration.ofSeconds(2);

        assertThat(breaker.connect(() -> "connection")).isEqualTo("connection");
        assertThat(breaker.connect(() -> "another")).isEqualTo("another");
    }

    @Test
    void hasOneTryWhileOthersAreToldOfTheFailureBefore() throws SQLException {
        assertThatThrownBy(() -> breaker.connect(() -> failing(NO_ANSWER))).isSameAs(NO_ANSWER);
        passed = Duration.ofSeconds(2);

        var connection = breaker.connect(() -> {
            assertThatThrownBy(() -> breaker.connect(() -> failing(new SQLException("another"))))
                    .isSameAs(NO_ANSWER);
            return "connection";
        });

        assertThat(connection).isEqualTo("connection");
    }

    @Test
    void takesAFullPoolForNoFailureOfTheServer() throws SQLException {
        var full = new SQLException("Sorry, acquisition timeout!");
        assertThatThrownBy(() -> breaker.connect(() -> failing(full))).isSameAs(full);

        assertThat(breaker.connect(() -> "connection")).isEqualTo("connection");
    }

    private String failing(SQLException failure) throws SQLException {
        attempts.incrementAndGet();
        throw failure;
    }
}
