package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.SessionLimits;
import dev.lakou.database.WatchdogContract;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
@ParameterizedClass
@MethodSource("servers")
class PostgresWatchdogIT extends WatchdogContract {
    private static final SessionLimits ANY_TRANSACTION =
            new SessionLimits(Optional.empty(), Optional.of(Duration.ZERO), OptionalLong.empty(), Optional.empty());

    private final PostgresUnderTest postgres;

    PostgresWatchdogIT(PostgresUnderTest postgres) {
        super(postgres);
        this.postgres = postgres;
    }

    static Stream<PostgresUnderTest> servers() {
        return PostgresUnderTest.foremost();
    }

    @BeforeEach
    void mayWatch() throws SQLException {
        if (!postgres.administratorIsSuperuser()) {
            postgres.run("GRANT pg_monitor TO operator");
        }
    }

    @AfterEach
    void mayNotAnyMore() throws SQLException {
        if (!postgres.administratorIsSuperuser()) {
            postgres.run("REVOKE pg_monitor FROM operator");
        }
    }

    @Override
    protected Connection connectAsStranger() throws SQLException {
        return postgres.connect(postgres.cluster().admin());
    }

    @Override
    protected void takeManyLocks(Connection connection) {
        execute(connection, "SELECT pg_advisory_xact_lock(n) FROM generate_series(1, 12) n");
    }

    @Test
    void seesNothingWithoutPgMonitorAndNamesIt() throws SQLException {
        if (postgres.administratorIsSuperuser()) {
            return;
        }
        var service = filled("unseen");
        postgres.run("REVOKE pg_monitor FROM operator");
        try (var session = connect(service)) {
            begin(session, "UPDATE one SET n = 2");

            var seen = server.watch(ANY_TRANSACTION);
            var missing = server.probe().unwatched();

            assertThat(seen).isEmpty();
            assertThat(missing).extracting(Shortcoming::statement).containsExactly("GRANT pg_monitor TO \"operator\";");
            session.rollback();
        }
        service.remove();
    }

    /** Whoever it was, somebody made it more than a service. */
    @Test
    void leavesALoginThatBecameASuperuser() throws SQLException {
        var service = filled("raised");
        try (var session = connect(service)) {
            begin(session, "UPDATE one SET n = 2");
            assertThat(server.watch(ANY_TRANSACTION)).hasSize(1);
            postgres.run("ALTER ROLE raised_user SUPERUSER");

            var seen = server.watch(ANY_TRANSACTION);

            assertThat(seen).isEmpty();
            session.rollback();
        }
        postgres.run("ALTER ROLE raised_user NOSUPERUSER");
        service.remove();
    }
}
