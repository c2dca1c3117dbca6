package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.ServerUsage.Blockade;
import dev.lakou.database.SessionState;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.database.TenantUsage.Storage;
import dev.lakou.database.TestSchema;
import dev.lakou.database.WholeReading;
import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What each service uses, by an administrator with the rights that README.md names. */
@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_10_11, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource
class MySqlUsageIT {
    private final MySqlUnderTest mysql;
    private final SharedServer server;

    MySqlUsageIT(MySqlUnderTest mysql) {
        this.mysql = mysql;
        this.server = mysql.open();
    }

    @BeforeEach
    void countStatements() throws SQLException {
        server.bootstrap();
        if (mysql != MySqlUnderTest.MYSQL) {
            mysql.run("SET GLOBAL userstat = ON");
        }
    }

    @AfterEach
    void close() throws SQLException {
        if (mysql != MySqlUnderTest.MYSQL) {
            mysql.run("SET GLOBAL userstat = OFF");
        }
        server.close();
    }

    @Test
    void tellsSizesAsTheServerDoes() throws SQLException {
        var service =
                TestSchema.of(server, "sized").withExtraSchemas("sized_too").ensure();
        var empty = TestSchema.of(server, "hollow").ensure();
        mysql.run(
                "CREATE TABLE sized.t (id int PRIMARY KEY AUTO_INCREMENT, word varchar(200), KEY (word))",
                "INSERT INTO sized.t (word) VALUES (repeat('x', 200)), (repeat('y', 200))",
                "INSERT INTO sized.t (word) SELECT concat(a.id, b.id, repeat('z', 150)) FROM (SELECT 1 AS id UNION SELECT 2) a, information_schema.columns c, sized.t b LIMIT 2000",
                "CREATE TABLE sized_too.parts (id int) PARTITION BY HASH (id) PARTITIONS 3",
                "ANALYZE TABLE sized.t",
                "ANALYZE TABLE sized_too.parts");

        var storage = WholeReading.of(service).storage().orElseThrow();

        assertThat(storage.tableBytes()).isEqualTo(sum("data_length"));
        assertThat(storage.indexBytes()).isEqualTo(sum("index_length"));
        assertThat(storage.tables()).isEqualTo(2);
        assertThat(storage.rows()).isBetween(1500L, 2500L);
        assertThat(storage.toastBytes()).isEmpty();
        assertThat(WholeReading.of(empty).storage().map(Storage::bytes)).hasValue(0L);
        service.remove();
        empty.remove();
    }

    @Test
    void tellsWhoseSessionsWaitAndBlockAndForHowLong() throws Exception {
        var service = TestSchema.of(server, "blocking").withLimit(4).ensure();
        var resting = TestSchema.of(server, "resting").ensure();
        mysql.run("CREATE TABLE blocking.one (id int PRIMARY KEY, n int)", "INSERT INTO blocking.one VALUES (1, 1)");
        try (var first = mysql.connect(service.credential(), service.schema());
                var second = mysql.connect(service.credential(), service.schema());
                var third = mysql.connect(resting.credential(), resting.schema())) {
            assertThat(third.isValid(1)).isTrue();
            first.setAutoCommit(false);
            execute(first, "UPDATE one SET n = 2");
            var waiting = CompletableFuture.runAsync(() -> execute(second, "UPDATE one SET n = 3"));
            WholeReading.await(service, usage -> usage.sessions().orElseThrow().waiting() == 1);
            Thread.sleep(1100);

            var usage = WholeReading.of(server);

            var sessions = WholeReading.in(usage, service).sessions().orElseThrow();
            assertThat(sessions.byState())
                    .isEqualTo(Map.of(SessionState.IDLE_IN_TRANSACTION, 1, SessionState.ACTIVE, 1));
            assertThat(sessions.limit()).hasValue(4);
            assertThat(sessions.fullest()).isEqualTo(0.5);
            assertThat(sessions.oldestTransaction().orElseThrow()).isBetween(1.0, 900.0);
            assertThat(sessions.longestIdleInTransaction().orElseThrow()).isBetween(1.0, 900.0);
            assertThat(sessions.blocking()).isEqualTo(1);
            var marker = Optional.of(service.service().marker());
            assertThat(usage.blocked()).isEqualTo(Map.of(new Blockade(marker, marker), 1));
            assertThat(WholeReading.in(usage, resting).sessions().map(Sessions::byState))
                    .hasValue(Map.of(SessionState.IDLE, 1));
            assertThat(usage.incidents().deadlocks()).isPresent();
            first.rollback();
            waiting.join();
        }
        service.remove();
        resting.remove();
    }

    @Test
    void countsTheStatementsOfEachService() throws SQLException {
        var service = TestSchema.of(server, "counted").ensure();
        var other = TestSchema.of(server, "uncounted").ensure();
        try (var connection = mysql.connect(service.credential(), service.schema())) {
            execute(connection, "SELECT 1");
        }
        var before = awaitStatements(service, 1);
        var uncounted = WholeReading.of(other).statements().orElseThrow();

        try (var connection = mysql.connect(service.credential(), service.schema())) {
            for (var time = 0; time < 300; time++) {
                execute(connection, "SELECT 'uncounted.t'");
            }
        }

        var after = awaitStatements(service, before.calls() + 300);
        assertThat(after.calls() - before.calls()).isBetween(300L, 330L);
        assertThat(after.rows() - before.rows()).isBetween(300L, 330L);
        assertThat(after.seconds()).isGreaterThan(before.seconds());
        assertThat(WholeReading.of(other).statements()).hasValue(uncounted);
        service.remove();
        other.remove();
    }

    @Test
    void namesOnceWhatADbaCanRunToShowTheRest() throws SQLException {
        if (mysql == MySqlUnderTest.MYSQL) {
            assertThat(server.probe().unmeasured()).isEmpty();
            return;
        }
        mysql.run("SET GLOBAL userstat = OFF");
        var missing = server.probe().unmeasured();
        assertThat(WholeReading.of(server).tenants())
                .allMatch(tenant -> tenant.statements().isEmpty());

        mysql.run(missing.stream().map(Shortcoming::statement).toArray(String[]::new));

        assertThat(missing).hasSize(1);
        assertThat(server.probe().unmeasured()).isEmpty();
    }

    @Test
    void tellsTheSlowestStatementsOfAServiceWithoutTheirValues() throws SQLException {
        var service = TestSchema.of(server, "slow").ensure();
        if (mysql != MySqlUnderTest.MYSQL) {
            assertThat(server.slowStatements(service.service().marker()).missing())
                    .extracting(Shortcoming::statement)
                    .containsExactly(
                            "-- performance_schema = ON in the configuration of the server, which takes a restart");
            service.remove();
            return;
        }
        var other = TestSchema.of(server, "quick").ensure();

        requireToldWithoutValues(mysql::connect, server, service, other);

        service.remove();
        other.remove();
    }

    /** MariaDB keeps none unless it is started so. */
    @Test
    void tellsThemOfAMariaDbThatKeepsThem() throws SQLException {
        assumeTrue(mysql == MySqlUnderTest.MARIADB_11_4);
        try (var special = new SpecialServer(MariaDbServer.start("11.4", List.of("--performance-schema=ON")));
                var keeping = special.open()) {
            keeping.bootstrap();
            var service = TestSchema.of(keeping, "slow").ensure();
            var other = TestSchema.of(keeping, "quick").ensure();

            requireToldWithoutValues(special::connect, keeping, service, other);
            assertThat(WholeReading.of(service).statements().orElseThrow().calls())
                    .isGreaterThanOrEqualTo(3);
        }
    }

    private static void requireToldWithoutValues(Way way, SharedServer server, TestSchema service, TestSchema other)
            throws SQLException {
        try (var connection = way.connect(service.credential(), service.schema())) {
            execute(connection, "CREATE TABLE one (word varchar(20) DEFAULT 'hidden 0')");
            execute(connection, "SELECT sleep(0.3), 'hidden 1' AS word");
            execute(connection, "SELECT sleep(0.2), 'hidden 2' AS word /* hidden 3 */");
        }

        var told = server.slowStatements(service.service().marker());

        var slowest = told.statements().get(0);
        assertThat(told.missing()).isEmpty();
        assertThat(slowest.text().orElseThrow()).containsIgnoringCase("sleep");
        assertThat(slowest.calls()).isEqualTo(2);
        assertThat(slowest.seconds()).isBetween(0.5, 30.0);
        assertThat(told.statements())
                .noneMatch(one -> one.text().orElse("").contains("hidden"))
                .hasSizeLessThanOrEqualTo(20);
        assertThat(server.slowStatements(other.service().marker()).statements())
                .noneMatch(one -> one.text().orElse("").contains("sleep"));
    }

    /** How a service comes to a server. */
    private interface Way {
        Connection connect(Credential credential, Identifier schema) throws SQLException;
    }

    /** A session is counted when it ends, or a moment later. */
    private static Statements awaitStatements(TestSchema service, long calls) {
        return WholeReading.await(
                        service, usage -> usage.statements().orElseThrow().calls() >= calls)
                .statements()
                .orElseThrow();
    }

    private long sum(String column) throws SQLException {
        return Long.parseLong(mysql.read("SELECT sum(" + column + ") FROM information_schema.tables"
                        + " WHERE table_schema IN ('sized', 'sized_too')")
                .get(0));
    }

    private static void execute(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
