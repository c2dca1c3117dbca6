package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.RotationStatus;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.clients.Catalog;
import dev.lakou.clients.Client;
import dev.lakou.clients.ClientTask;
import dev.lakou.clients.GivenSecret;
import dev.lakou.clients.Landing;
import dev.lakou.clients.QueryClient;
import dev.lakou.connection.Preset;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Further logins: an application and a person beside the login that owns a schema, and a reader of several schemas. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
class ReadersIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "readers");
    private static final Team ANALYSTS = new Team(LAKOU, "readers-data");

    @BeforeAll
    static void servers() {
        var all = Map.<String, RunningDatabase>of(
                "readers-postgres", TestEnvironment.shared().postgres(18),
                "readers-mysql", TestEnvironment.shared().mySql(),
                "readers-mariadb", TestEnvironment.shared().mariaDb("11.4"));
        all.forEach((name, server) -> {
            LAKOU.adminSecret(name + "-admin", server.admin());
            TEAM.applyServer(name, Servers.fields(name, server));
            TEAM.awaitServerReason(name, "Reconciled");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void eachUserOfAServiceHasItsOwnSecretAndRights(String engine) throws SQLException {
        var name = "users-" + engine;
        var app = "%s_app".formatted(engine);
        TEAM.apply(
                name,
                "serverRef: {name: readers-%s}, rotation: {overlap: 1s}, users: [{name: %s, access: ReadWrite}, {name: %s_human, access: ReadOnly}]"
                        .formatted(engine, app, engine));
        TEAM.awaitReason(name, "Reconciled");
        TEAM.keys(name).run("CREATE TABLE users (id INT PRIMARY KEY)");

        TEAM.keys(engine + "-app").run("INSERT INTO users VALUES (1)", "DELETE FROM users");
        TEAM.keys(engine + "-app").requireRefused("CREATE TABLE mine (id INT)");
        TEAM.keys(engine + "-human").run("SELECT id FROM users");
        TEAM.keys(engine + "-human").requireRefused("INSERT INTO users VALUES (1)");

        TEAM.annotate(name, "lakou.dev/rotate", "now");
        await().untilAsserted(() -> assertThat(
                        requireNonNull(TEAM.status(name).orElseThrow().users()))
                .extracting(ServiceSchemaStatus.User::rotation)
                .extracting(RotationStatus::count)
                .containsExactly(1, 1));
        TEAM.keys(engine + "-app").run("INSERT INTO users VALUES (2)");
        TEAM.keys(engine + "-human").run("SELECT id FROM users");

        TEAM.apply(name, "serverRef: {name: readers-%s}".formatted(engine));
        TEAM.awaitReason(name, "Reconciled");
        assertThat(LAKOU.client()
                        .secrets()
                        .inNamespace("readers")
                        .withName(engine + "-app-database")
                        .get())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void readsWhatIsSharedWithItTodayAndTomorrow(String engine) throws SQLException {
        var one = "one-" + engine;
        var other = "other-" + engine;
        var reader = "reader-" + engine;
        TEAM.apply(one, shared(engine, reader));
        TEAM.apply(other, "serverRef: {name: readers-%s}".formatted(engine));
        TEAM.awaitReason(one, "Reconciled");
        TEAM.awaitReason(other, "Reconciled");
        TEAM.keys(one).run("CREATE TABLE today (id INT PRIMARY KEY)");
        ANALYSTS.applyReader(
                reader,
                "serverRef: {name: readers-%s}, schemas: [{namespace: readers, name: %s}, {namespace: readers, name: %s}]"
                        .formatted(engine, one, other));

        assertThat(ANALYSTS.awaitReaderReason(reader, "RefNotPermitted"))
                .contains("readers/" + other)
                .contains("{kind: SchemaReader, namespace: readers-data, name: %s}".formatted(reader));
        assertThat(ANALYSTS.readerStatus(reader).map(SchemaReaderStatus::schemas))
                .contains(List.of(one.replace('-', '_')));
        ANALYSTS.keys(reader).run("SELECT id FROM today");

        TEAM.apply(other, shared(engine, reader));
        ANALYSTS.awaitReaderReason(reader, "Reconciled");
        TEAM.keys(other).run("CREATE TABLE tomorrow (id INT PRIMARY KEY)");
        ANALYSTS.keys(reader).run("SELECT id FROM %s.tomorrow".formatted(other.replace('-', '_')));
        ANALYSTS.keys(reader).requireRefused("INSERT INTO today VALUES (1)");
        await().untilAsserted(() -> assertThat(TEAM.status(other).orElseThrow().readers())
                .satisfiesExactly(found -> {
                    assertThat(found.kind()).isEqualTo("SchemaReader");
                    assertThat(found.namespace() + "/" + found.name()).isEqualTo("readers-data/" + reader);
                    assertThat(found.tables()).isNull();
                }));

        ANALYSTS.deleteReader(reader);
        await().untilAsserted(() ->
                assertThat(TEAM.status(other).orElseThrow().readers()).isNull());
    }

    @Test
    void readsWhatAlembicMakesByEitherLoginOfARotation() throws SQLException {
        TEAM.apply("migrated", shared("postgres", "watcher") + ", rotation: {overlap: 1s}");
        TEAM.awaitReason("migrated", "Reconciled");
        ANALYSTS.applyReader(
                "watcher", "serverRef: {name: readers-postgres}, schemas: [{namespace: readers, name: migrated}]");
        ANALYSTS.awaitReaderReason("watcher", "Reconciled");

        migrate("migrated");
        TEAM.annotate("migrated", "lakou.dev/rotate", "now");
        await().untilAsserted(
                        () -> assertThat(TEAM.keys("migrated").get("DB_USER")).isEqualTo("migrated_user_2"));
        migrate("migrated");

        try (var connection = ANALYSTS.keys("watcher").connect();
                var statement = connection.createStatement();
                var tables = connection
                        .createStatement()
                        .executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'migrated'")) {
            var read = 0;
            while (tables.next()) {
                statement.execute("SELECT count(*) FROM migrated." + tables.getString(1));
                read++;
            }
            // Each migration makes its table, and one that remembers it.
            assertThat(read).isEqualTo(4);
        }
    }

    /** As the products' documentation says: Grafana and Metabase are no part of these tests. */
    @Test
    void isToldInTheWordsOfDashboards() throws SQLException {
        TEAM.apply(
                "charted",
                shared("postgres", "grafana")
                        .replace("}]", "}, {kind: SchemaReader, namespace: readers-data, name: metabase}]"));
        TEAM.awaitReason("charted", "Reconciled");
        TEAM.keys("charted").run("CREATE TABLE points (id INT PRIMARY KEY)", "INSERT INTO points VALUES (7)");
        var spec =
                "serverRef: {name: readers-postgres}, schemas: [{namespace: readers, name: charted}], secret: {preset: %s}";
        ANALYSTS.applyReader("grafana", spec.formatted("Grafana"));
        ANALYSTS.applyReader("metabase", spec.formatted("Metabase"));
        ANALYSTS.awaitReaderReason("grafana", "Reconciled");
        ANALYSTS.awaitReaderReason("metabase", "Reconciled");

        var grafana = ANALYSTS.keys("grafana");
        var metabase = ANALYSTS.keys("metabase");
        assertThat(points(
                        grafana.get("GF_DATABASE_HOST") + "/" + grafana.get("GF_DATABASE_NAME"),
                        grafana.get("GF_DATABASE_USER"),
                        grafana.get("GF_DATABASE_PASSWORD")))
                .isEqualTo(7);
        assertThat(points(
                        metabase.get("MB_DB_HOST") + ":" + metabase.get("MB_DB_PORT") + "/"
                                + metabase.get("MB_DB_DBNAME"),
                        metabase.get("MB_DB_USER"),
                        metabase.get("MB_DB_PASS")))
                .isEqualTo(7);
        assertThat(QueryClient.psql(ANALYSTS.keys("metabase").values(), "SELECT id FROM points"))
                .isEqualTo("7");
    }

    @Test
    void keepsReadingWhileItsCredentialIsRotated() throws SQLException {
        TEAM.apply("turning-room", shared("postgres", "turning"));
        TEAM.awaitReason("turning-room", "Reconciled");
        ANALYSTS.applyReader(
                "turning",
                "serverRef: {name: readers-postgres}, schemas: [{namespace: readers, name: turning-room}], rotation: {overlap: 1s}");
        ANALYSTS.awaitReaderReason("turning", "Reconciled");

        for (var rotation = 1; rotation <= 2; rotation++) {
            var count = rotation;
            ANALYSTS.annotateReader("turning", "lakou.dev/rotate", "request-" + count);
            await().untilAsserted(() -> {
                ANALYSTS.keys("turning").run("SELECT 1");
                assertThat(ANALYSTS.readerStatus("turning")
                                .map(SchemaReaderStatus::rotation)
                                .map(RotationStatus::count))
                        .contains(count);
            });
        }
        ANALYSTS.deleteReader("turning");
    }

    private static void migrate(String service) {
        var secret = new GivenSecret(
                Flavor.POSTGRESQL,
                "18",
                Preset.GENERIC,
                TEAM.keys(service).values(),
                Catalog.ofPostgres(TestEnvironment.shared().postgres(18), "postgres"),
                new Landing(service, Optional.of(service + "_owner")));
        assertThat(ClientTask.perform(Client.ALEMBIC_ENGINE, secret).result().failure())
                .isEmpty();
    }

    private static int points(String place, String user, String password) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:postgresql://" + place, user, password);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT id FROM points")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String shared(String engine, String reader) {
        return "serverRef: {name: readers-%s}, sharedWith: [{kind: SchemaReader, namespace: readers-data, name: %s}]"
                .formatted(engine, reader);
    }
}
