package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.DatabaseServer;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.Patience;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_15, Part.MYSQL})
class DeletionIT {
    private static final PostgresCluster POSTGRES = TestEnvironment.shared().postgres(15);
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "deletion");

    @BeforeAll
    static void aServerThatEverybodyMayUse() throws SQLException {
        sql("postgres", "CREATE DATABASE deletion");
        LAKOU.adminSecret("deletion-admin", POSTGRES.admin());
        LAKOU.manifests().apply(Servers.open("deletion", POSTGRES, "deletion"));
        var mysql = TestEnvironment.shared().mySql();
        LAKOU.adminSecret("deletion-mysql-admin", mysql.admin());
        LAKOU.manifests().apply(Servers.open("deletion-mysql", mysql, ""));
    }

    @Test
    void keepsTheDataAndClosesTheLogin() throws SQLException {
        TEAM.apply("kept", "serverRef: {name: deletion}");
        TEAM.awaitReason("kept", "Reconciled");
        var keys = TEAM.keys("kept");
        try (var connection = keys.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE precious AS SELECT 42 AS answer");

            TEAM.delete("kept");

            assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> POSTGRES.connect(new Login(keys.get("PGUSER"), keys.get("PGPASSWORD")), "deletion")
                        .close())
                .hasMessageContaining("not permitted to log in");
        assertThat(number("SELECT answer FROM kept.precious")).isEqualTo(42);
        await().until(() -> LAKOU.client()
                        .secrets()
                        .inNamespace("deletion")
                        .withName("kept-database")
                        .get()
                == null);
    }

    @Test
    void goesOnWhereItWasWhenAppliedAgain() throws SQLException {
        TEAM.apply("again", "serverRef: {name: deletion}");
        TEAM.awaitReason("again", "Reconciled");
        try (var connection = TEAM.keys("again").connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE precious AS SELECT 42 AS answer");
        }
        TEAM.delete("again");

        await().until(() -> LAKOU.client()
                        .secrets()
                        .inNamespace("deletion")
                        .withName("again-database")
                        .get()
                == null);
        TEAM.apply("again", "serverRef: {name: deletion}");
        TEAM.awaitReason("again", "Reconciled");

        try (var connection = TEAM.keys("again").connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT answer FROM precious")) {
            assertThat(rows.next()).isTrue();
        }
    }

    @Test
    void dropsEverythingWhereThePolicySaysSo() throws SQLException {
        TEAM.apply("dropped", "serverRef: {name: deletion}, deletionPolicy: Delete");
        TEAM.awaitReason("dropped", "Reconciled");

        TEAM.delete("dropped");

        assertThat(number("SELECT count(*)::int FROM pg_namespace WHERE nspname = 'dropped'"))
                .isZero();
        assertThat(number("SELECT count(*)::int FROM pg_roles WHERE rolname LIKE 'dropped%'"))
                .isZero();
    }

    @Test
    void doesNotDropWhatANeighbourDependsOn() throws SQLException {
        TEAM.apply("source", "serverRef: {name: deletion}, deletionPolicy: Delete");
        TEAM.awaitReason("source", "Reconciled");
        sql(
                "deletion",
                "CREATE TABLE source.items (id int); CREATE VIEW public.items_of_source AS SELECT id FROM source.items");

        LAKOU.serviceSchema("deletion", "source").delete();

        assertThat(TEAM.awaitReason("source", "DeletionBlocked")).contains("items_of_source");
        sql("deletion", "DROP VIEW public.items_of_source");
        LAKOU.serviceSchema("deletion", "source")
                .waitUntilCondition(found -> found == null, Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deletion", "deletion-mysql"})
    void asksBeforeRowsAreLost(String server) throws SQLException {
        var name = server.equals("deletion") ? "rows" : "rows-mysql";
        var schema = name.replace('-', '_');
        TEAM.apply(name, "serverRef: {name: %s}, deletionPolicy: Delete".formatted(server));
        TEAM.awaitReason(name, "Reconciled");
        try (var connection = TEAM.keys(name).connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE precious AS SELECT 42 AS answer");
        }
        LAKOU.serviceSchema("deletion", name).delete();
        assertThat(TEAM.awaitReason(name, "DeletionBlocked"))
                .contains("\"precious\"")
                .contains("lakou.dev/confirm-delete: \"%s\"".formatted(schema));

        TEAM.annotate(name, "lakou.dev/confirm-delete", schema);

        LAKOU.serviceSchema("deletion", name)
                .waitUntilCondition(found -> found == null, Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void letsANamespaceGo() {
        var team = new Team(LAKOU, "short-lived");
        team.apply("guest", "serverRef: {name: deletion}");
        team.awaitReason("guest", "Reconciled");
        var namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName("short-lived")
                .endMetadata()
                .build();

        LAKOU.delete(namespace);

        await().until(() -> LAKOU.client().namespaces().withName("short-lived").get() == null);
    }

    @Test
    void letsGoOfAServerThatDoesNotComeBack() {
        TEAM.apply("orphan", "serverRef: {name: never-made}");
        TEAM.awaitReason("orphan", "ServerNotFound");
        var orphan = LAKOU.serviceSchema("deletion", "orphan");
        // As one has whose server went after its schema was made there.
        orphan.edit(resource -> {
            resource.addFinalizer("serviceschemas.lakou.dev/finalizer");
            return resource;
        });
        orphan.delete();
        await().until(() -> orphan.require().isMarkedForDeletion());

        orphan.edit(resource -> {
            resource.getMetadata().getAnnotations().put("lakou.dev/let-go", "true");
            return resource;
        });

        await().until(() -> orphan.get() == null);
    }

    @Test
    void waitsWhileItIsSuspended() {
        TEAM.apply("held", "serverRef: {name: deletion}, deletionPolicy: Delete, suspend: true");
        TEAM.awaitReason("held", "Suspended");
        TEAM.apply("held", "serverRef: {name: deletion}, deletionPolicy: Delete");
        TEAM.awaitReason("held", "Reconciled");
        TEAM.apply("held", "serverRef: {name: deletion}, deletionPolicy: Delete, suspend: true");
        TEAM.awaitReason("held", "Suspended");
        var held = LAKOU.serviceSchema("deletion", "held");

        held.delete();

        await().until(() -> TEAM.status("held").orElseThrow().conditions().stream()
                .anyMatch(condition -> condition.getMessage().contains("Its deletion waits")));
        TEAM.apply("held", "serverRef: {name: deletion}, deletionPolicy: Delete");
        await().until(() -> held.get() == null);
    }

    @Test
    void tidiesUpAServerThatAnswersWhateverTheAnnotationSays() throws SQLException {
        TEAM.apply("healthy", "serverRef: {name: deletion}");
        TEAM.awaitReason("healthy", "Reconciled");
        var keys = TEAM.keys("healthy");
        LAKOU.serviceSchema("deletion", "healthy").edit(resource -> {
            resource.getMetadata().getAnnotations().put("lakou.dev/let-go", "true");
            return resource;
        });

        TEAM.delete("healthy");

        assertThatThrownBy(() -> POSTGRES.connect(new Login(keys.get("PGUSER"), keys.get("PGPASSWORD")), "deletion")
                        .close())
                .hasMessageContaining("not permitted to log in");
    }

    @Test
    void listsLoginsWhoseResourceIsGone() throws SQLException {
        var cluster = LAKOU.client()
                .namespaces()
                .withName("kube-system")
                .get()
                .getMetadata()
                .getUid();

        sql("deletion", "CREATE ROLE ghost_user LOGIN");
        sql("deletion", "COMMENT ON ROLE ghost_user IS 'lakou:%s/deletion/ghost'".formatted(cluster));
        TEAM.applyServer(
                "haunted",
                "engine: PostgreSQL, host: 127.0.0.1, port: %d, database: deletion, adminSecretRef: {name: deletion-admin}"
                        .formatted(POSTGRES.port()));

        await().untilAsserted(() -> assertThat(LAKOU.client()
                        .resources(DatabaseServer.class)
                        .withName("haunted")
                        .get()
                        .getStatus()
                        .orphanedLogins())
                .contains("ghost_user of ServiceSchema deletion/ghost"));
    }

    @Test
    void endsAtOnceWhatWasNeverMade() {
        TEAM.apply("never", "serverRef: {name: never-made}");
        TEAM.awaitReason("never", "ServerNotFound");
        var never = LAKOU.serviceSchema("deletion", "never");

        never.delete();

        await().until(() -> never.get() == null);
    }

    @Test
    void keepsAServerThatHasTenants() {
        TEAM.applyServer(
                "crowded",
                "engine: PostgreSQL, host: 127.0.0.1, port: %d, database: deletion, adminSecretRef: {name: deletion-admin}, allowedNamespaces: {from: All}"
                        .formatted(POSTGRES.port()));
        TEAM.apply("tenant", "serverRef: {name: crowded}");
        TEAM.awaitReason("tenant", "Reconciled");
        var server = LAKOU.client().resources(DatabaseServer.class).withName("crowded");

        server.delete();

        assertThat(TEAM.awaitServerReason("crowded", "DeletionBlocked")).contains("deletion/tenant");
        TEAM.delete("tenant");
        await().until(() -> server.get() == null);
    }

    private static void sql(String database, String text) throws SQLException {
        try (var connection = POSTGRES.connect(POSTGRES.admin(), database);
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static int number(String query) throws SQLException {
        try (var connection = POSTGRES.connect(POSTGRES.admin(), "deletion");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }
}
