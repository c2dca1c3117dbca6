package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.OperatorProcess;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.environment.WithOwnServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader whose time is over has no login, no session and no Secret, also when Lakou was away at that moment. */
@WithOwnServers
@NeedsServers({Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
class ExpiryIT {
    private static final List<String> ENGINES = List.of("postgres", "mysql", "mariadb");
    private static final InstalledLakou LAKOU = InstalledLakou.alone();
    private static final Team TEAM = new Team(LAKOU, "expiry");
    private static OperatorProcess operator = LAKOU.operator();

    @BeforeAll
    static void rooms() {
        var all = Map.<String, RunningDatabase>of(
                "postgres", TestEnvironment.apart().postgres(18),
                "mysql", TestEnvironment.apart().mySql(),
                "mariadb", TestEnvironment.apart().mariaDb("11.4"));
        all.forEach((engine, server) -> {
            LAKOU.adminSecret(engine + "-admin", server.admin());
            TEAM.applyServer(engine, Servers.fields(engine, server));
            TEAM.apply("expiry-" + engine, "serverRef: {name: %s}, deletionPolicy: Delete".formatted(engine));
            TEAM.awaitReason("expiry-" + engine, "Reconciled");
        });
    }

    @AfterAll
    static void end() {
        ENGINES.forEach(engine -> TEAM.delete("expiry-" + engine));
        operator.close();
        LAKOU.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void isClosedWhenItsTimeIsOver(String engine) throws SQLException {
        var visit = Visit.begin(engine, "brief-" + engine);
        var end = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);

        visit.endAt(end);

        visit.requireEnded();
        assertThat(Instant.now()).isAfterOrEqualTo(end);
        visit.endAt(end.plus(1, ChronoUnit.DAYS));
        TEAM.awaitReaderReason(visit.reader, "Reconciled");
        TEAM.keys(visit.reader).run("SELECT 1");
        TEAM.deleteReader(visit.reader);
    }

    @Test
    void isClosedAtTheNextStartWhenNobodyWasThereAtTheTime() throws SQLException {
        var visits = new ArrayList<Visit>();
        for (var engine : ENGINES) {
            visits.add(Visit.begin(engine, "late-" + engine));
        }
        operator.stop();
        var end = Instant.now().plusSeconds(2);
        visits.forEach(visit -> visit.endAt(end));
        await().until(() -> Instant.now().isAfter(end));
        for (var visit : visits) {
            assertThat(visit.session.isValid(5)).isTrue();
        }

        operator = LAKOU.replica("lakou-0");

        for (var visit : visits) {
            visit.requireEnded();
            TEAM.deleteReader(visit.reader);
        }
    }

    /** A reader of one schema, and the session that it has. */
    private record Visit(String engine, String reader, SecretKeys keys, Connection session) {
        static Visit begin(String engine, String reader) throws SQLException {
            TEAM.applyReader(reader, spec(engine));
            TEAM.awaitReaderReason(reader, "Reconciled");
            var keys = TEAM.keys(reader);
            return new Visit(engine, reader, keys, keys.connect());
        }

        void endAt(Instant end) {
            TEAM.applyReader(reader, "%s, expiresAt: '%s'".formatted(spec(engine), end));
        }

        void requireEnded() throws SQLException {
            assertThat(TEAM.awaitReaderReason(reader, "Expired")).contains("Its time was over at");
            assertThat(session.isValid(5)).isFalse();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> keys.connect().close());
            assertThat(LAKOU.client()
                            .secrets()
                            .inNamespace(TEAM.namespace())
                            .withName(reader + "-database")
                            .get())
                    .isNull();
        }

        private static String spec(String engine) {
            return "serverRef: {name: %s}, schemas: [{name: expiry-%s}]".formatted(engine, engine);
        }
    }
}
