package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema of another is out of reach, or its rights are changed by hand: each is said, and what can be is mended. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
class SharingEndsIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "ends");
    private static final Map<String, RunningDatabase> SERVERS = Map.of(
            "postgres", TestEnvironment.shared().postgres(18),
            "mysql", TestEnvironment.shared().mySql(),
            "mariadb", TestEnvironment.shared().mariaDb("11.4"));

    @BeforeAll
    static void servers() {
        SERVERS.forEach((engine, server) -> {
            var name = "ends-" + engine;
            LAKOU.adminSecret(name + "-admin", server.admin());
            TEAM.applyServer(name, Servers.fields(name, server));
            TEAM.awaitServerReason(name, "Reconciled");
        });
    }

    @Test
    void whatCannotBeSharedIsSaid() {
        TEAM.apply("lonely", on("postgres") + ", access: [{schemaRef: {name: nobody}}]");
        assertThat(TEAM.awaitReason("lonely", "RefNotFound")).contains("ends/nobody");

        TEAM.apply("elsewhere", on("mysql"));
        TEAM.awaitReason("elsewhere", "Reconciled");
        TEAM.apply("far", on("postgres") + ", access: [{schemaRef: {name: elsewhere}}]");
        assertThat(TEAM.awaitReason("far", "InvalidSpec"))
                .contains("\"ends-mysql\"")
                .contains("no login reaches from one server to another");
    }

    @Test
    void whenTheOwnerGoesTheOtherIsNotReady() {
        TEAM.apply("going", on("postgres"));
        TEAM.apply("staying", on("postgres") + ", access: [{schemaRef: {name: going}}]");
        TEAM.awaitReason("staying", "Reconciled");

        TEAM.delete("going");

        TEAM.awaitReason("staying", "RefNotFound");
        assertThat(TEAM.status("staying").map(ServiceSchemaStatus::access)).isEmpty();
        TEAM.apply("going", on("postgres"));
        TEAM.awaitReason("staying", "Reconciled");
    }

    @Test
    void whatIsMadeAnewOnAnotherServerIsOutOfReachUntilItIsBack() throws SQLException {
        TEAM.apply("moving", on("postgres"));
        TEAM.apply("settled", on("postgres"));
        TEAM.awaitReason("moving", "Reconciled");
        TEAM.awaitReason("settled", "Reconciled");
        TEAM.keys("moving").run("CREATE TABLE users (id INT)");
        TEAM.keys("settled").run("CREATE TABLE points (id INT)");
        TEAM.apply("neighbour", on("postgres") + ", access: [{schemaRef: {name: moving}}]");
        TEAM.applyReader("analyst", on("postgres") + ", schemas: [{name: moving}, {name: settled}]");
        TEAM.awaitReason("neighbour", "Reconciled");
        TEAM.awaitReaderReason("analyst", "Reconciled");
        var reading = "SELECT id FROM moving.users";
        TEAM.keys("neighbour").run(reading);
        TEAM.keys("analyst").run(reading);

        // Retain: the old server keeps the table.
        TEAM.delete("moving");
        TEAM.apply("moving", on("mysql"));

        var reason = "ServiceSchema \"ends/moving\" is on DatabaseServer \"ends-mysql\"";
        assertThat(TEAM.awaitReason("neighbour", "InvalidSpec")).contains(reason);
        assertThat(TEAM.awaitReaderReason("analyst", "InvalidSpec")).contains(reason);
        TEAM.keys("neighbour").requireRefused(reading);
        TEAM.keys("analyst").requireRefused(reading);
        TEAM.keys("analyst").run("SELECT id FROM settled.points");
        assertThat(TEAM.status("neighbour").map(ServiceSchemaStatus::access)).isEmpty();
        assertThat(TEAM.readerStatus("analyst").map(SchemaReaderStatus::schemas))
                .contains(List.of("settled"));

        TEAM.delete("moving");
        TEAM.apply("moving", on("postgres"));
        TEAM.awaitReason("neighbour", "Reconciled");
        TEAM.awaitReaderReason("analyst", "Reconciled");
        TEAM.keys("neighbour").run(reading);
        TEAM.keys("analyst").run(reading);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void aSchemaThatAReaderGivesUpNoLongerNamesIt(String engine) {
        var given = "given-up-" + engine;
        var kept = "still-read-" + engine;
        var reader = "modest-" + engine;
        TEAM.apply(given, on(engine));
        TEAM.apply(kept, on(engine));
        TEAM.applyReader(reader, "%s, schemas: [{name: %s}, {name: %s}]".formatted(on(engine), kept, given));
        TEAM.awaitReaderReason(reader, "Reconciled");
        await().untilAsserted(() ->
                assertThat(TEAM.status(given).map(ServiceSchemaStatus::readers)).isPresent());

        TEAM.applyReader(reader, "%s, schemas: [{name: %s}]".formatted(on(engine), kept));

        await().untilAsserted(() ->
                assertThat(TEAM.status(given).map(ServiceSchemaStatus::readers)).isEmpty());
        assertThat(TEAM.status(kept).map(ServiceSchemaStatus::readers)).isPresent();
    }

    @Test
    void aRightTakenByHandIsGivenBack() throws SQLException {
        TEAM.apply("held", on("postgres"));
        TEAM.awaitReason("held", "Reconciled");
        TEAM.keys("held").run("CREATE TABLE users (id INT PRIMARY KEY)");
        TEAM.apply("holder", on("postgres") + ", access: [{schemaRef: {name: held}, tables: [users]}]");
        TEAM.awaitReason("holder", "Reconciled");

        TEAM.keys("held").run("REVOKE SELECT ON users FROM holder_owner");

        await().ignoreExceptions().untilAsserted(() -> TEAM.keys("holder").run("SELECT id FROM held.users"));
        TEAM.awaitReason("holder", "Reconciled");
    }

    /** Long before the next resync, which is minutes away. */
    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void aColumnOpenedByHandIsClosedAndOneThatWasClosedIsOpened(String engine) throws SQLException {
        var seen = "seen-" + engine;
        var eye = "eye-" + engine;
        TEAM.apply(seen, on(engine));
        TEAM.awaitReason(seen, "Reconciled");
        TEAM.keys(seen).run("CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20), hash VARCHAR(20))");
        TEAM.apply(
                eye,
                "%s, access: [{schemaRef: {name: %s}, tables: [users], columns: [id, name]}]"
                        .formatted(on(engine), seen));
        TEAM.awaitReason(eye, "Reconciled");
        var users = "seen_%s.users".formatted(engine);
        var grantee = "eye_%s_%s".formatted(engine, engine.equals("postgres") ? "owner" : "user");

        byHand(engine, "GRANT SELECT (hash) ON %s TO %s".formatted(users, grantee));
        await().ignoreExceptions().untilAsserted(() -> {
            TEAM.keys(eye).requireRefused("SELECT hash FROM " + users);
            TEAM.keys(eye).run("SELECT name FROM " + users);
        });

        byHand(engine, "REVOKE SELECT (name) ON %s FROM %s".formatted(users, grantee));
        await().ignoreExceptions().untilAsserted(() -> TEAM.keys(eye).run("SELECT name FROM " + users));
        TEAM.awaitReason(eye, "Reconciled");
    }

    private static void byHand(String engine, String sql) throws SQLException {
        var server = requireNonNull(SERVERS.get(engine), engine);
        try (var connection = server.connect(server.admin(), server instanceof PostgresCluster ? "postgres" : "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String on(String engine) {
        return "serverRef: {name: ends-%s}".formatted(engine);
    }
}
