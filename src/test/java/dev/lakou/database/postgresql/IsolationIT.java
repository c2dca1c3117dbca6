package dev.lakou.database.postgresql;

import static dev.lakou.database.Attack.possible;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.lakou.database.Attack;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One service tries everything on another; what PostgreSQL cannot close is shown to be open, and README.md says so. */
@WithPostgresServers
@NeedsServers({Part.POSTGRESQL_14, Part.POSTGRESQL_18})
@ParameterizedClass
@MethodSource("servers")
class IsolationIT {
    /** Each attack leaves things as they were, so that all find the same neighbours. */
    private static final Map<PostgresUnderTest, Neighbours> NEIGHBOURS = new HashMap<>();

    private final PostgresUnderTest postgres;
    private final SharedServer server;
    private final TestSchema attacker;
    private final TestSchema victim;

    IsolationIT(PostgresUnderTest postgres) {
        var neighbours = NEIGHBOURS.computeIfAbsent(postgres, IsolationIT::make);
        this.postgres = postgres;
        this.server = neighbours.server();
        this.attacker = neighbours.attacker();
        this.victim = neighbours.victim();
    }

    private record Neighbours(SharedServer server, TestSchema attacker, TestSchema victim) {}

    private static Neighbours make(PostgresUnderTest postgres) {
        var server = postgres.open();
        server.bootstrap();
        var attacker = TestSchema.of(server, "attacker").ensure();
        var victim = TestSchema.of(server, "victim").ensure();
        try {
            run(
                    postgres,
                    victim,
                    "CREATE TABLE IF NOT EXISTS treasure (id serial, gold text)",
                    "CREATE OR REPLACE FUNCTION plan() RETURNS text LANGUAGE sql AS 'SELECT ''tunnel'''");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Neighbours(server, attacker, victim);
    }

    static Stream<PostgresUnderTest> servers() {
        return Stream.concat(
                PostgresUnderTest.extremes(), Stream.of(PostgresUnderTest.shared(14, Administrator.SUPERUSER)));
    }

    @AfterAll
    static void close() {
        NEIGHBOURS.values().forEach(neighbours -> neighbours.server().close());
        NEIGHBOURS.clear();
    }

    static Stream<Attack> attacks() {
        return Stream.of(onData(), onTheServer(), onRoles(), onSharedThings()).flatMap(attacks -> attacks);
    }

    private static Stream<Attack> onData() {
        return Stream.of(
                refused("reads a table", "SELECT * FROM victim.treasure"),
                refused("writes a table", "INSERT INTO victim.treasure (gold) VALUES ('fake')"),
                refused("empties a table", "TRUNCATE victim.treasure"),
                refused("drops a table", "DROP TABLE victim.treasure"),
                refused("adds a trigger", "ALTER TABLE victim.treasure DISABLE TRIGGER ALL"),
                refused("takes numbers from a sequence", "SELECT nextval('victim.treasure_id_seq')"),
                refused("calls a function", "SELECT victim.plan()"),
                refused(
                        "replaces a function",
                        "CREATE OR REPLACE FUNCTION victim.plan() RETURNS text LANGUAGE sql AS ''"),
                refused("creates a table there", "CREATE TABLE victim.foothold ()"),
                refused("refers to a table", "CREATE TABLE hook (id integer REFERENCES victim.treasure)"),
                refused("opens the schema", "GRANT USAGE ON SCHEMA victim TO PUBLIC"),
                refused("drops the schema", "DROP SCHEMA victim CASCADE"),
                refused("renames its own schema", "ALTER SCHEMA attacker RENAME TO other"));
    }

    private static Attack refused(String name, String sql) {
        return Attack.refused(name, sql, "42501");
    }

    private static Stream<Attack> onTheServer() {
        return Stream.of(
                refused("creates a schema", "CREATE SCHEMA another"),
                refused("creates a database", "CREATE DATABASE another"),
                refused("installs an extension", "CREATE EXTENSION citext"),
                refused("publishes all tables", "CREATE PUBLICATION everything FOR ALL TABLES"),
                refused("reads a file", "SELECT pg_read_file('PG_VERSION')"),
                refused("runs a program", "COPY (SELECT 1) TO PROGRAM 'true'"),
                refused("writes a file", "COPY (SELECT 1) TO '/tmp/written'"),
                refused("changes the configuration", "ALTER SYSTEM SET work_mem = '1GB'"),
                refused("makes a replication slot", "SELECT pg_create_physical_replication_slot('slot')"),
                refused("runs replica-only", "SET session_replication_role = replica"),
                refused("silences the log", "SET log_min_messages = 'panic'"));
    }

    private static Stream<Attack> onRoles() {
        return Stream.of(
                refused("creates a role", "CREATE ROLE spy"),
                refused("becomes the other", "SET ROLE victim_owner"),
                refused("becomes the platform", "SET ROLE lakou_admin"),
                refused("joins the other's readers", "GRANT victim_readers TO attacker_user"),
                refused("raises its own limit", "SET ROLE NONE; ALTER ROLE attacker_user CONNECTION LIMIT 1000"),
                refused("sets the other's password", "ALTER ROLE victim_user PASSWORD 'known'"),
                refused("reads passwords", "SELECT rolpassword FROM pg_authid"),
                refused("reads statistics of values", "SELECT * FROM pg_statistic"),
                refused("ends the other's sessions", terminate("victim_user")));
    }

    private static String terminate(String user) {
        return "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + user + "'";
    }

    private static Stream<Attack> onSharedThings() {
        return Stream.of(
                refused("creates in public", "CREATE TABLE public.shadow ()"),
                possible("reads names of tables", "SELECT 1 / count(*) FROM pg_class WHERE relname = 'treasure'"),
                possible("reads source of functions", "SELECT 1 / count(*) FROM pg_proc WHERE prosrc LIKE '%tunnel%'"),
                possible(
                        "reads sizes",
                        "SELECT 1 / count(pg_total_relation_size(oid)) FROM pg_class WHERE relname = 'treasure'"),
                possible(
                        "reads settings of others",
                        "SELECT 1 / count(*) FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole WHERE r.rolname = 'victim_user'"),
                possible("makes temporary tables", "CREATE TEMPORARY TABLE scratch (id integer)"),
                possible("makes large objects", "SELECT lo_unlink(lo_create(0))"),
                possible("forges a notification", "NOTIFY victim, 'forged'"),
                possible("takes the advisory lock of a migration", "SELECT pg_advisory_xact_lock(3372)"),
                possible("lifts its statement_timeout", "SET statement_timeout = 0"),
                possible("takes much memory", "SET work_mem = '20GB'"),
                possible(
                        "changes its own settings",
                        "SET ROLE NONE; ALTER ROLE attacker_user SET statement_timeout = 0"),
                possible("changes its own password", "SET ROLE NONE; ALTER ROLE attacker_user PASSWORD 'mine'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void answersAsPromised(Attack attack) throws SQLException {
        try (var witness = postgres.connect(victim.credential(), victim.schema())) {
            if (attack.name().equals("creates in public")) {
                answersAsTheReportSays(attack);
            } else if (attack.refusal().isEmpty()) {
                assertThatCode(() -> run(attacker, attack.sql())).doesNotThrowAnyException();
            } else {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> run(attacker, attack.sql()))
                        .extracting(SQLException::getSQLState)
                        .isEqualTo(attack.refusal().get());
            }
            assertThat(witness.isValid(30)).isTrue();
        }
        mend();
    }

    /** An administrator who sees no passwords learns of a changed one from the server's counters, a moment later. */
    private void mend() {
        await().pollDelay(Duration.ZERO).ignoreExceptions().until(() -> {
            attacker.ensure();
            run(attacker, "SELECT 1");
            return true;
        });
    }

    @Test
    void lettingAServiceIntoOtherDatabasesIsReported() throws SQLException {
        var open =
                server.probe().open().stream().anyMatch(one -> one.statement().contains("\"postgres\""));

        assertThat(open).isTrue();
        var credential = attacker.credential();
        var login = new Login(credential.user().value(), credential.password().value());
        assertThatCode(() -> postgres.cluster().connect(login, "postgres").close())
                .doesNotThrowAnyException();
    }

    /** On 14 only the owner of {@code public}, a superuser, can close it. */
    private void answersAsTheReportSays(Attack attack) throws SQLException {
        var open =
                server.probe().open().stream().anyMatch(one -> one.statement().contains("SCHEMA public"));
        if (open) {
            assertThat(postgres.administratorIsSuperuser()).isFalse();
            run(attacker, attack.sql());
            postgres.run("DROP TABLE public.shadow");
        } else {
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(attacker, attack.sql()));
        }
    }

    private void run(TestSchema service, String... statements) throws SQLException {
        run(postgres, service, statements);
    }

    private static void run(PostgresUnderTest postgres, TestSchema service, String... statements) throws SQLException {
        try (var connection = postgres.connect(service.credential(), service.schema());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
