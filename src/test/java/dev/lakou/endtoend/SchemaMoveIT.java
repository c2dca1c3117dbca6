package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.WithOwnControlPlane;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service goes to another server while its client writes on. */
@WithOwnControlPlane
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_15, Part.POSTGRESQL_18})
class SchemaMoveIT {
    private static final MoveGate GATE = new MoveGate();
    private static MoveSite site;
    private static Team team;

    @BeforeAll
    static void start() {
        site = new MoveSite(GATE);
        team = site.team();
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void whatCannotMoveIsToldTogetherAndLeftAsItIs() throws SQLException {
        site.served("settled", "shared");
        site.run("own", "CREATE SCHEMA settled");
        site.serve("locked", site.server("own"), "names: [core]");
        team.awaitServerReason("locked", "Reconciled");
        team.apply("settled", "serverRef: {name: shared}, extensions: [nowhere]");
        team.awaitReason("settled", "InvalidSpec");

        site.move("settled-out", "schemaRef: {name: settled}, to: {serverRef: {name: locked}}");
        var refusal = team.awaitMoveReason("settled-out", "MoveRefused");

        assertThat(refusal).contains("Nothing is changed");
        assertThat(site.status("settled-out").findings())
                .anyMatch(line -> line.contains("is not Ready as its spec wants it"))
                .anyMatch(line -> line.contains("\"marketing\" may not use DatabaseServer \"locked\""))
                .anyMatch(line -> line.contains("Schema \"settled\" at 127.0.0.1"));
        assertThat(site.status("settled-out").phase()).isEqualTo(Phase.Checking);
        assertThat(site.resource("settled-out").require().getFinalizers()).isEmpty();
        team.keys("settled").run("CREATE TABLE more (id INT)");
        assertThat(site.count("own", "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'settled%'"))
                .isZero();
        site.resource("settled-out").delete();
        team.deleteServer("locked");
    }

    @Test
    void aServiceMovesWhileItsClientWritesOn() throws SQLException {
        var name = "goes";
        site.served(name, "shared");
        var before = team.keys(name);
        long written;
        try (var client = MovingClient.start(() -> team.keys(name))) {
            await().until(() -> client.rows() > 20);

            site.move(name, "schemaRef: {name: goes}, to: {serverRef: {name: own}}, method: Copy, keepSource: 1s");
            site.awaitPhase(name, Phase.Finished);
            var moved = client.rows();
            await().until(() -> client.rows() > moved + 20);
            client.close();
            written = client.rows();
        }

        assertThat(site.count("own", "SELECT count(*) FROM goes.written")).isEqualTo(written);
        assertThat(site.status(name).verified()).anyMatch(line -> line.contains("written"));
        assertThat(before.get("PGPORT")).isNotEqualTo(team.keys(name).get("PGPORT"));
        before.requireRefused("SELECT 1");
        assertThat(team.status(name).map(ServiceSchemaStatus::server)).contains("own");
        // What the repository says may follow, and the annotation goes.
        team.apply(name, "serverRef: {name: own}");
        team.awaitReason(name, "Reconciled");
        await().untilAsserted(() -> assertThat(site.lakou()
                        .serviceSchema(team.namespace(), name)
                        .require()
                        .getMetadata()
                        .getAnnotations())
                .doesNotContainKey("lakou.dev/moved"));

        // And back, with all that was written since.
        team.keys(name).run("INSERT INTO written VALUES (-1)");
        site.move(name + "-back", "schemaRef: {name: goes}, to: {serverRef: {name: shared}}, method: Copy");
        site.awaitPhase(name + "-back", Phase.Keeping);
        assertThat(site.count("shared", "SELECT count(*) FROM goes.written")).isEqualTo(written + 1);
        team.keys(name).run("SELECT count(*) FROM written");
    }

    @Test
    void aServiceMovesToANewerVersionWhileItsClientWritesOn() throws SQLException {
        var name = "follows";
        site.served(name, "old");
        team.keys(name).run("CREATE TABLE counted (id SERIAL PRIMARY KEY)", "INSERT INTO counted VALUES (DEFAULT)");
        long written;
        try (var client = MovingClient.start(() -> team.keys(name))) {
            await().until(() -> client.rows() > 20);

            site.move(name, "schemaRef: {name: follows}, to: {serverRef: {name: own}}, cutover: OnApproval");
            site.awaitPhase(name, Phase.AwaitingApproval);
            var followed = client.rows();
            await().until(() -> client.rows() > followed + 20);
            team.annotateMove(name, "lakou.dev/approve", "true");
            site.awaitPhase(name, Phase.Keeping);
            var moved = client.rows();
            await().until(() -> client.rows() > moved + 20);
            client.close();
            written = client.rows();
        }

        assertThat(site.count("own", "SELECT count(*) FROM follows.written")).isEqualTo(written);
        team.keys(name).run("INSERT INTO counted VALUES (DEFAULT)");
        assertThat(site.count("own", "SELECT max(id) FROM follows.counted")).isGreaterThan(1);
        assertThat(site.count("old", "SELECT count(*) FROM pg_replication_slots WHERE active"))
                .isZero();
        assertThat(site.count("old", "SELECT count(*) FROM pg_publication_tables WHERE schemaname = 'follows'"))
                .isZero();
        assertThat(site.count("own", "SELECT count(*) FROM pg_subscription")).isZero();
    }

    @Test
    void aServiceOfMariaDbMovesToANewerServerWhileItsClientWritesOn() throws SQLException {
        var name = "sails";
        try (var old = MariaDbServer.start("10.11");
                var own = MariaDbServer.start("11.4")) {
            site.serve("old-mariadb", old);
            site.serve("own-mariadb", own);
            team.awaitServerReason("old-mariadb", "Reconciled");
            team.awaitServerReason("own-mariadb", "Reconciled");
            team.apply(name, "serverRef: {name: old-mariadb}");
            team.awaitReason(name, "Reconciled");
            team.keys(name)
                    .run(
                            "CREATE TABLE written (number BIGINT PRIMARY KEY)",
                            "CREATE TABLE log (id INT AUTO_INCREMENT PRIMARY KEY, number BIGINT)",
                            "CREATE TRIGGER noted AFTER INSERT ON written FOR EACH ROW INSERT INTO log (number) VALUES (NEW.number)",
                            "CREATE VIEW seen AS SELECT count(*) AS n FROM written");
            site.move(name, "schemaRef: {name: sails}, to: {serverRef: {name: own-mariadb}}");
            assertThat(team.awaitMoveReason(name, "MoveRefused")).contains("set spec.method to Copy");
            site.resource(name).delete();
            var before = team.keys(name);
            long written;
            try (var client =
                    MovingClient.start(() -> team.keys(name), "INSERT IGNORE INTO written (number) VALUES (?)")) {
                await().until(() -> client.rows() > 20);

                site.move("sails-out", "schemaRef: {name: sails}, to: {serverRef: {name: own-mariadb}}, method: Copy");
                site.awaitPhase("sails-out", Phase.Keeping);
                var moved = client.rows();
                await().until(() -> client.rows() > moved + 20);
                client.close();
                written = client.rows();
            }

            assertThat(count(own, "SELECT count(*) FROM sails.written")).isEqualTo(written);
            assertThat(count(own, "SELECT count(DISTINCT number) FROM sails.log"))
                    .isEqualTo(written);
            assertThat(site.status("sails-out").gap()).isNotNull();
            assertThat(site.status("sails-out").setAside()).isEqualTo("lakou_moved_1_sails");
            assertThat(before.get("DATABASE_URL")).isNotEqualTo(team.keys(name).get("DATABASE_URL"));
            before.requireRefused("SELECT 1");
            assertThat(count(old, "SELECT count(*) FROM mysql.user WHERE user LIKE 'sails%'"))
                    .isZero();

            // A newer server's rows do not go back to an older one.
            site.move("sails-back", "schemaRef: {name: sails}, to: {serverRef: {name: old-mariadb}}, method: Copy");
            assertThat(team.awaitMoveReason("sails-back", "MoveRefused")).contains("older than the source's");
            site.resource("sails-back").delete();
        }
    }

    private static long count(RunningDatabase server, String sql) throws SQLException {
        try (var connection = server.connect(server.admin(), "");
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aServiceWithMoreLoginsAndSchemasMovesOnceItIsApproved() throws SQLException {
        team.applyReader("auditor", "serverRef: {name: shared}, schemas: [{name: outgrown}]");
        site.lakou().manifests().apply(Path.of("examples/move/outgrown.yaml"), Map.of());
        site.awaitPhase("outgrown-out", Phase.AwaitingApproval);
        assertThat(site.status("outgrown-out").findings()).anyMatch(line -> line.contains("marketing/auditor"));
        site.move("rival", "schemaRef: {name: outgrown}, to: {serverRef: {name: own}}");
        assertThat(team.awaitMoveReason("rival", "MoveRefused")).contains("SchemaMove \"outgrown-out\"");
        site.resource("rival").delete();
        site.killOperator();
        var owner = team.keys("outgrown");
        owner.run(
                "CREATE TABLE outgrown.written (number BIGINT PRIMARY KEY)",
                "CREATE TABLE outgrown_jobs.queue AS SELECT 1 AS id");
        var app = team.keys("outgrown-app");
        app.run("INSERT INTO outgrown.written VALUES (7)");
        site.startOperator();

        team.annotateMove("outgrown-out", "lakou.dev/approve", "true");
        site.awaitPhase("outgrown-out", Phase.Keeping);

        team.keys("outgrown-app").run("INSERT INTO outgrown.written VALUES (8)");
        team.keys("outgrown").run("CREATE TABLE outgrown_jobs.more AS SELECT id FROM outgrown_jobs.queue");
        assertThat(site.count("own", "SELECT count(*) FROM outgrown.written")).isEqualTo(2);
        owner.requireRefused("SELECT 1");
        app.requireRefused("SELECT 1");
        assertThat(team.awaitReaderReason("auditor", "InvalidSpec")).contains("is on DatabaseServer \"own\"");

        site.resource("outgrown-out")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"keepSource\": \"1s\"}}");
        await().until(() ->
                requireNonNull(site.status("outgrown-out").next()).contains("lakou.dev/confirm-delete: \"outgrown\""));
        assertThat(site.count("shared", "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'lakou_moved%outgrown%'"))
                .isEqualTo(2);
        team.annotateMove("outgrown-out", "lakou.dev/confirm-delete", "outgrown");
        site.awaitPhase("outgrown-out", Phase.Finished);
        assertThat(site.count("shared", "SELECT count(*) FROM pg_namespace WHERE nspname LIKE '%outgrown%'"))
                .isZero();
    }

    /** As README says. */
    @Test
    void yesterdaysCopyOfOneServiceComesBack() throws SQLException, IOException {
        site.served("regrets", "shared");
        team.keys("regrets").run("INSERT INTO written VALUES (1)");
        try (var yesterday = site.copyOf("shared", "yesterday")) {
            team.awaitServerReason("yesterday", "Reconciled");
            team.keys("regrets").run("DELETE FROM written", "INSERT INTO written VALUES (13)");

            team.annotate("regrets", "lakou.dev/moved", "shared/yesterday");
            await().untilAsserted(() -> assertThat(team.status("regrets").map(ServiceSchemaStatus::server))
                    .contains("yesterday"));
            assertThat(team.keys("regrets").get("PGPORT")).isEqualTo(String.valueOf(yesterday.port()));
            site.run(
                    "shared",
                    "DROP SCHEMA regrets CASCADE; DROP OWNED BY regrets_owner, regrets_readers, regrets_user;"
                            + " DROP ROLE regrets_owner, regrets_readers, regrets_user");
            site.move("regrets-back", "schemaRef: {name: regrets}, to: {serverRef: {name: shared}}, method: Copy");
            site.awaitPhase("regrets-back", Phase.Keeping);

            team.keys("regrets").run("INSERT INTO written VALUES (2)");
            assertThat(site.count("shared", "SELECT sum(number) FROM regrets.written"))
                    .isEqualTo(3);
            site.resource("regrets-back").delete();
            team.deleteServer("yesterday");
            team.awaitServerGone("yesterday");
        }
    }

    /** Its operator is killed in each phase, and meanwhile each of those whom it concerns is deleted. */
    @Test
    void whateverEndsInWhicheverPhaseNothingIsLeftAndOneCopyIsWrittenTo() throws Exception {
        var trials = MoveTrial.all(site, GATE);
        try {
            site.served("looked", "shared");
            try (var reader = site.reader("shared", "looked.written")) {
                site.move("looked", "schemaRef: {name: looked}, to: {serverRef: {name: own}}");
                each(trials, MoveTrial::begin, false);
                each(trials, MoveTrial::arrive, false);
                assertThat(team.awaitMoveReason("looked", "ServerBusy")).contains("holds a lock on it");
                assertThat(reader.isValid(1)).isTrue();
            }
            GATE.awaitHeld();
            each(trials, MoveTrial::begin, true);
            GATE.awaitHeld();

            site.killOperator();
            GATE.release();
            List.of("leaving-shared", "leaving-own").forEach(team::deleteServer);
            trials.forEach(MoveTrial::happen);
            site.server("old").close();
            site.startOperator();

            assertThat(team.awaitServerReason("leaving-own", "DeletionBlocked")).contains("SchemaMove marketing/");
            for (var trial : trials) {
                trial.requireEnd();
            }
            site.awaitPhase("looked", Phase.Keeping);
        } finally {
            trials.forEach(MoveTrial::close);
        }
        site.server("old").startAgain();
        List.of("leaving-shared", "leaving-own").forEach(team::awaitServerGone);
        for (var server : List.of("shared", "own")) {
            assertThat(site.texts(server, MoveSite.LEFTOVERS)).isEmpty();
        }
    }

    private static void each(List<MoveTrial> trials, Step step, boolean isAtWork) throws Exception {
        for (var trial : trials) {
            if (trial.station().isAtWork() == isAtWork) {
                step.of(trial);
            }
        }
    }

    /** A part of a trial. */
    private interface Step {
        void of(MoveTrial trial) throws Exception;
    }
}
