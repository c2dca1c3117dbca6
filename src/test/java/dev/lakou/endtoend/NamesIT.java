package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.environment.ControlPlane;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.OperatorProcess;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.environment.WithOwnControlPlane;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name belongs to one service of a real server, under however many DatabaseServers that is known. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
@WithOwnControlPlane
class NamesIT {
    private static InstalledLakou lakou;
    private static OperatorProcess operator;
    private static Team team;

    @BeforeAll
    static void aLakouThatMayBeStopped() throws SQLException {
        lakou = InstalledLakou.install(ControlPlane.start());
        operator = lakou.operator();
        team = new Team(lakou, "names");
        sql("CREATE DATABASE names", "CREATE DATABASE elsewhere");
    }

    @AfterAll
    static void end() {
        operator.stop();
        lakou.controlPlane().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql", "mariadb"})
    void keepsANameForTheOldestAndHealsWhenItGoes(String engine) {
        applyTwice(engine, database(engine));
        team.awaitServerReason(engine, "Reconciled");
        team.awaitServerReason(engine + "-again", "Reconciled");
        assertThat(identity(engine)).isPresent().isEqualTo(identity(engine + "-again"));
        team.apply(
                engine + "-first", "serverRef: {name: %s}, schema: one_name, deletionPolicy: Delete".formatted(engine));
        team.awaitReason(engine + "-first", "Reconciled");
        team.apply(
                engine + "-next", "serverRef: {name: %s-again}, schema: one_name, user: names_other".formatted(engine));

        assertThat(team.awaitReason(engine + "-next", "NameConflict"))
                .contains("\"one_name\"")
                .contains("names/" + engine + "-first");

        team.delete(engine + "-first");
        await().until(() -> team.awaitDecision(engine + "-next").equals("Reconciled"));
    }

    @Test
    void servesTheOldestAlsoWhenItWasAwayAsTheyCame() {
        var engines = List.of("postgresql", "mysql", "mariadb");
        operator.stop();
        for (var engine : engines) {
            applyTwice(engine + "-late", database(engine));
            // Of those that came within one second, the first in the alphabet is the older one.
            team.apply(
                    engine + "-a",
                    "serverRef: {name: %s-late-again}, schema: late_a, user: names_same".formatted(engine));
            team.apply(engine + "-b", "serverRef: {name: %s-late}, schema: late_b, user: names_same".formatted(engine));
        }
        operator =
                OperatorProcess.start(lakou.controlPlane().kubeconfigOf(InstalledLakou.NAMESPACE, "lakou"), Map.of());

        for (var engine : engines) {
            team.awaitReason(engine + "-a", "Reconciled");
            assertThat(team.awaitReason(engine + "-b", "NameConflict"))
                    .contains("role \"names_same\"")
                    .contains("names/" + engine + "-a");
        }
    }

    @Test
    void sharesRolesButNotSchemasAmongDatabasesOfOneServer() {
        var team = new Team(lakou, "databases");
        apply("here", postgres(), "names", "127.0.0.1");
        apply("there", postgres(), "elsewhere", "127.0.0.1");
        team.apply("here", "serverRef: {name: here}, schema: apart, user: a");
        team.awaitReason("here", "Reconciled");
        team.apply("there", "serverRef: {name: there}, schema: apart, user: b");

        assertThat(team.awaitReason("there", "NameConflict"))
                .contains("role \"apart_owner\"")
                .contains("databases/here")
                .doesNotContain("schema \"apart\"");
    }

    @Test
    void saysThatADeletedServiceKeepsItsName() {
        apply("retaining", postgres(), "names", "127.0.0.1");
        team.apply("retained", "serverRef: {name: retaining}");
        team.awaitReason("retained", "Reconciled");
        team.delete("retained");
        team.apply("heir", "serverRef: {name: retaining}, schema: retained");

        assertThat(team.awaitReason("heir", "NameConflict"))
                .contains("ServiceSchema \"names/retained\" was deleted, and its data kept");
    }

    /** The same server twice, each time under another name. */
    private static void applyTwice(String name, RunningDatabase database) {
        apply(name, database, "names", "127.0.0.1");
        apply(name + "-again", database, "names", "localhost");
    }

    private static void apply(String name, RunningDatabase database, String shared, String host) {
        lakou.adminSecret(name + "-admin", database.admin());
        var engine = database instanceof PostgresCluster ? "PostgreSQL, database: " + shared : "MySQL";
        team.applyServer(
                name,
                "engine: %s, host: %s, port: %d, adminSecretRef: {name: %s-admin}, allowedNamespaces: {from: All}"
                        .formatted(engine, host, database.port(), name));
    }

    private static Optional<String> identity(String server) {
        var found =
                lakou.client().resources(DatabaseServer.class).withName(server).require();
        return Optional.ofNullable(found.getStatus()).map(DatabaseServerStatus::identity);
    }

    private static RunningDatabase database(String engine) {
        return switch (engine) {
            case "mysql" -> TestEnvironment.apart().mySql();
            case "mariadb" -> TestEnvironment.apart().mariaDb("11.4");
            default -> postgres();
        };
    }

    private static PostgresCluster postgres() {
        return TestEnvironment.apart().postgres(18);
    }

    private static void sql(String... statements) throws SQLException {
        try (var connection = postgres().connect(postgres().admin(), "postgres");
                var statement = connection.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        }
    }
}
