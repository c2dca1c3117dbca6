package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.ServerUsage.Blockade;
import dev.lakou.database.SessionState;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.database.TenantUsage.Storage;
import dev.lakou.database.TestSchema;
import dev.lakou.database.WholeReading;
import dev.lakou.database.postgresql.usage.PostgresSizes;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.model.AdditionalUser.Reach;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What each service uses is told by what the server itself says of it, and by nothing that anybody named so. */
@WithPostgresServers
@NeedsServers({Part.POSTGRESQL_14, Part.POSTGRESQL_16, Part.POSTGRESQL_18})
@ParameterizedClass
@MethodSource("servers")
class PostgresUsageIT {
    private static final PostgresOptions COUNTING =
            PostgresOptions.standard().with("shared_preload_libraries", "pg_stat_statements");

    private static final Map<Integer, PostgresUnderTest> STARTED = new ConcurrentHashMap<>();

    private final PostgresUnderTest postgres;
    private final SharedServer server;

    PostgresUsageIT(PostgresUnderTest postgres) {
        this.postgres = postgres;
        this.server = postgres.open();
        server.bootstrap();
    }

    /** The oldest, the newest, and the first whose roles have administrators; by an administrator with few rights. */
    static Stream<PostgresUnderTest> servers() {
        return Stream.of(14, 16, 18)
                .map(major -> STARTED.computeIfAbsent(
                        major, one -> PostgresUnderTest.start(one, Administrator.GRANT_OPTION, COUNTING)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tellsSizesAsTheServerDoes() throws SQLException {
        var service =
                TestSchema.of(server, "sized").withExtraSchemas("sized_too").ensure();
        var empty = TestSchema.of(server, "hollow").ensure();
        postgres.run(
                service,
                service.credential(),
                """
                CREATE TABLE "LIKE % \"\" it" (id integer PRIMARY KEY, body text);
                INSERT INTO "LIKE % \"\" it" SELECT n, n FROM generate_series(1, 1000) n;
                INSERT INTO "LIKE % \"\" it" SELECT -n, (SELECT string_agg(md5(n || '-' || m), '') FROM generate_series(1, 500) m) FROM generate_series(1, 50) n;
                CREATE TABLE sized_too.parts (day date) PARTITION BY RANGE (day);
                CREATE TABLE sized_too.may PARTITION OF sized_too.parts FOR VALUES FROM ('2026-05-01') TO ('2026-06-01');
                INSERT INTO sized_too.may VALUES ('2026-05-02');
                CREATE UNLOGGED TABLE sized_too.quick AS SELECT 1 AS one;
                DELETE FROM "LIKE % \"\" it" WHERE id > 900;
                """);

        var storage = awaitRows(service, 952);

        assertThat(storage.bytes()).isEqualTo(total("sized") + total("sized_too"));
        assertThat(storage.toastBytes().orElseThrow()).isGreaterThan(500_000);
        assertThat(storage.indexBytes()).isGreaterThan(8_000);
        assertThat(storage.tables()).isEqualTo(3);
        assertThat(storage.deadRows().orElseThrow()).isEqualTo(100);
        assertThat(WholeReading.of(empty).storage().orElseThrow().bytes()).isZero();
        service.remove();
        empty.remove();
    }

    @Test
    void takesTheSmallestForWhatTheyWereWhereThereAreVeryMany() throws SQLException {
        var service = TestSchema.of(server, "crowded").ensure();
        postgres.run(
                service,
                service.credential(),
                """
                CREATE TABLE large WITH (autovacuum_enabled = false) AS SELECT repeat('x', 500) AS body FROM generate_series(1, 1000);
                CREATE TABLE small WITH (autovacuum_enabled = false) AS SELECT n FROM generate_series(1, 500) n;
                ANALYZE large; ANALYZE small;
                INSERT INTO large TABLE large; INSERT INTO small TABLE small;
                """);

        var size = await().atMost(Duration.ofMinutes(1))
                .until(() -> size(service, 1), told -> told.storage().rows() == 2500);

        assertThat(size.estimated()).isEqualTo(3);
        assertThat(size.storage().tableBytes())
                .isEqualTo(number("SELECT pg_table_size('crowded.large') - pg_total_relation_size(reltoastrelid)"
                        + " + (SELECT relpages * 8192 FROM pg_class WHERE oid = 'crowded.small'::regclass)"
                        + " FROM pg_class WHERE oid = 'crowded.large'::regclass"));
        service.remove();
    }

    @Test
    void doesNotWaitForATableThatIsLocked() throws SQLException {
        var service = TestSchema.of(server, "altered").ensure();
        postgres.run(service, service.credential(), "CREATE TABLE busy AS SELECT n FROM generate_series(1, 1000) n");
        try (var connection = postgres.connect(service.credential(), service.schema())) {
            begin(connection, "LOCK TABLE busy");

            var usage = WholeReading.of(server);

            assertThat(WholeReading.in(usage, service).storage()).isPresent();
        }
        service.remove();
    }

    @Test
    void tellsWhoseSessionsWaitAndBlockAndForHowLong() throws Exception {
        var service = TestSchema.of(server, "blocking").withLimit(4).ensure();
        var idle = TestSchema.of(server, "resting").ensure();
        postgres.run(service, service.credential(), "CREATE TABLE one AS SELECT 1 AS id");
        postgres.run("GRANT pg_monitor TO operator");
        try (var first = postgres.connect(service.credential(), service.schema());
                var second = postgres.connect(service.credential(), service.schema());
                var third = postgres.connect(idle.credential(), idle.schema())) {
            begin(first, "UPDATE one SET id = 2");
            var waiting = CompletableFuture.runAsync(() -> execute(second, "UPDATE one SET id = 3"));
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
            assertThat(WholeReading.in(usage, idle).sessions().map(Sessions::byState))
                    .hasValue(Map.of(SessionState.IDLE, 1));
            assertThat(usage.maxConnections()).isEqualTo(200);
            assertThat(usage.sessions().get(SessionState.IDLE_IN_TRANSACTION)).isEqualTo(1);
            first.rollback();
            waiting.join();
        } finally {
            postgres.run("REVOKE pg_monitor FROM operator");
        }
        service.remove();
        idle.remove();
    }

    @Test
    void withoutPgMonitorTellsHowManyThereAreAndWhoBlocks() throws Exception {
        var service = TestSchema.of(server, "guarded").ensure();
        postgres.run(service, service.credential(), "CREATE TABLE one AS SELECT 1 AS id");
        try (var first = postgres.connect(service.credential(), service.schema());
                var second = postgres.connect(service.credential(), service.schema())) {
            begin(first, "UPDATE one SET id = 2");
            var waiting = CompletableFuture.runAsync(() -> execute(second, "UPDATE one SET id = 3"));
            WholeReading.await(service, usage -> usage.sessions().orElseThrow().waiting() == 1);

            var usage = WholeReading.of(server);

            var sessions = WholeReading.in(usage, service).sessions().orElseThrow();
            assertThat(sessions.byState()).isEqualTo(Map.of(SessionState.UNTOLD, 2));
            assertThat(sessions.oldestTransaction()).isEmpty();
            assertThat(sessions.longestIdleInTransaction()).isEmpty();
            assertThat(sessions.blocking()).isEqualTo(1);
            first.rollback();
            waiting.join();
        }
        service.remove();
    }

    @Test
    void countsTheStatementsOfEachService() throws SQLException {
        postgres.run("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        var service = TestSchema.of(server, "counted").ensure();
        var other = TestSchema.of(server, "uncounted").ensure();
        try (var connection = postgres.connect(service.credential(), service.schema())) {
            var before = WholeReading.of(service).statements().orElseThrow();

            for (var time = 0; time < 3; time++) {
                execute(connection, "SELECT n, 'uncounted.t' FROM generate_series(1, 100) n");
            }

            var after = WholeReading.of(service).statements().orElseThrow();
            assertThat(after.calls() - before.calls()).isEqualTo(3);
            assertThat(after.rows() - before.rows()).isEqualTo(300);
            assertThat(after.seconds()).isGreaterThan(before.seconds());
        }
        assertThat(WholeReading.of(other).statements().map(Statements::calls)).hasValue(0L);
        service.remove();
        other.remove();
    }

    @Test
    void namesOnceWhatADbaCanRunToShowTheRest() throws SQLException {
        postgres.run("DROP EXTENSION IF EXISTS pg_stat_statements");
        var missing = server.probe().unmeasured();
        assertThat(missing)
                .extracting(Shortcoming::statement)
                .containsExactly("GRANT pg_monitor TO \"operator\";", "CREATE EXTENSION pg_stat_statements;");
        assertThat(WholeReading.of(server).tenants())
                .allMatch(tenant -> tenant.statements().isEmpty());

        postgres.run(missing.stream().map(Shortcoming::statement).toArray(String[]::new));

        assertThat(server.probe().unmeasured()).isEmpty();
        postgres.run("REVOKE pg_monitor FROM operator");
    }

    @Test
    void tellsTheSlowestStatementsOfAServiceWithoutTheirValues() throws SQLException {
        postgres.run("CREATE EXTENSION IF NOT EXISTS pg_stat_statements", "GRANT pg_monitor TO operator");
        var service = TestSchema.of(server, "slow")
                .withAdditionalUser("slow_too", Reach.READ_WRITE)
                .ensure();
        var other = TestSchema.of(server, "quick").ensure();
        postgres.run(service, service.credential(), "CREATE TABLE one (word text DEFAULT 'hidden 0')");
        postgres.run(service, service.credential(), "SELECT pg_sleep(0.3), 'hidden 1' AS word");
        postgres.run(service, service.credentialOf("slow_too"), "SELECT pg_sleep(0.2), 'hidden 2' AS word");
        postgres.run(service, service.credential(), "COMMENT ON TABLE one IS 'hidden 3'");
        postgres.run(service, service.credential(), "DO $$ BEGIN PERFORM 'hidden 4'; END $$");

        var told = server.slowStatements(service.service().marker());

        var slowest = told.statements().get(0);
        assertThat(told.missing()).isEmpty();
        assertThat(slowest.text()).hasValue("SELECT pg_sleep($1), $2 AS word");
        assertThat(slowest.calls()).isEqualTo(2);
        assertThat(slowest.seconds()).isBetween(0.5, 30.0);
        assertThat(slowest.slowest()).isBetween(0.3, 30.0);
        assertThat(told.statements())
                .extracting(one -> one.text().orElse(""))
                .contains("CREATE TABLE one (word text DEFAULT ?)", "COMMENT ON TABLE one IS ?", "DO ?")
                .noneMatch(text -> text.contains("hidden"))
                .hasSizeLessThanOrEqualTo(20);
        assertThat(server.slowStatements(other.service().marker()).statements())
                .noneMatch(one -> one.text().orElse("").contains("pg_sleep"));
        postgres.run("REVOKE pg_monitor FROM operator");
        service.remove();
        other.remove();
    }

    @Test
    void namesWhatADbaMustRunBeforeStatementsCanBeTold() throws SQLException {
        postgres.run("DROP EXTENSION IF EXISTS pg_stat_statements");
        var service = TestSchema.of(server, "untold").ensure();

        var told = server.slowStatements(service.service().marker());

        assertThat(told.statements()).isEmpty();
        assertThat(told.missing())
                .extracting(Shortcoming::statement)
                .containsExactly("GRANT pg_monitor TO \"operator\";", "CREATE EXTENSION pg_stat_statements;");
        service.remove();
    }

    private static Storage awaitRows(TestSchema service, long rows) {
        return WholeReading.await(
                        service, usage -> usage.storage().orElseThrow().rows() == rows)
                .storage()
                .orElseThrow();
    }

    private PostgresSizes.Size size(TestSchema service, int lookedAt) throws SQLException {
        try (var connection = postgres.connect(postgres.cluster().admin())) {
            return PostgresSizes.of(connection, lookedAt).stream()
                    .filter(size ->
                            size.marker().equals(service.service().marker().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private long total(String schema) throws SQLException {
        return number(
                "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind IN ('r', 'm') AND relnamespace = '"
                        + schema + "'::regnamespace");
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(List.copyOf(postgres.read(query)).get(0));
    }

    private static void begin(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, sql);
    }

    private static void execute(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
