package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.lakou.environment.FreePort;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.Event;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A field that exists works: each is seen where its user would look for it. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_15, Part.MYSQL})
class FieldsIT {
    private static final PostgresCluster POSTGRES = TestEnvironment.shared().postgres(15);
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "fields");

    @BeforeAll
    static void aServerWithPolicies() throws SQLException {
        try (var connection = POSTGRES.connect(POSTGRES.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE fields");
        }
        LAKOU.adminSecret("fields-admin", POSTGRES.admin());
        TEAM.applyServer(
                "fields",
                server("allowedExtensions: [pg_trgm], resyncInterval: 2s,"
                        + " defaults: {connectionLimit: 7, settings: {statement_timeout: 9s, lock_timeout: 8s}}"));
        TEAM.awaitServerReason("fields", "Reconciled");
    }

    @Test
    void theServersDefaultsHoldWhereAServiceSaysNothing() throws SQLException {
        TEAM.apply("plain", "serverRef: {name: fields}");
        TEAM.awaitReason("plain", "Reconciled");
        TEAM.apply("own", "serverRef: {name: fields}, connectionLimit: 3, settings: {lock_timeout: 1s}");
        TEAM.awaitReason("own", "Reconciled");

        assertThat(asService("plain", "SELECT rolconnlimit FROM pg_roles WHERE rolname = session_user"))
                .isEqualTo("7");
        assertThat(asService("plain", "SHOW statement_timeout")).isEqualTo("9s");
        assertThat(asService("own", "SELECT rolconnlimit FROM pg_roles WHERE rolname = session_user"))
                .isEqualTo("3");
        assertThat(asService("own", "SHOW statement_timeout")).isEqualTo("9s");
        assertThat(asService("own", "SHOW lock_timeout")).isEqualTo("1s");
        assertThat(LAKOU.serviceSchema("fields", "plain").require().getSpec().connectionLimit())
                .isNull();
    }

    @Test
    void namesAndSearchPathAreTheServicesChoice() throws SQLException {
        TEAM.apply(
                "chosen", "serverRef: {name: fields}, schema: my_schema, user: my_login, searchPath: [public, other]");
        TEAM.awaitReason("chosen", "Reconciled");

        assertThat(asService("chosen", "SELECT session_user || ' ' || current_user || ' ' || current_schema()"))
                .isEqualTo("my_login my_schema_owner my_schema");
        assertThat(asService("chosen", "SHOW search_path")).isEqualTo("my_schema,public,other");
        var status = TEAM.status("chosen").orElseThrow();
        assertThat(List.of(status.server(), status.database(), status.schema(), status.user(), status.secretName()))
                .containsExactly("fields", "fields", "my_schema", "my_login", "chosen-database");
    }

    @Test
    void anExtensionIsFoundByTheService() throws SQLException {
        TEAM.apply("fuzzy", "serverRef: {name: fields}, searchPath: [public], extensions: [pg_trgm]");
        TEAM.awaitReason("fuzzy", "Reconciled");

        assertThat(asService("fuzzy", "SELECT similarity('lakou', 'lakou')")).isEqualTo("1");
    }

    @Test
    void aPoolThatIsLargerThanTheLimitIsToldUntilItFits() {
        TEAM.apply("crowded", "serverRef: {name: fields}, pool: {size: 5, maxOverflow: 10}");
        TEAM.awaitReason("crowded", "Reconciled");
        assertThat(TEAM.status("crowded").orElseThrow().conditions()).anySatisfy(condition -> {
            assertThat(condition.getType()).isEqualTo("PoolTooLarge");
            assertThat(condition.getMessage()).contains("5 + 10").contains("\"crowded_user\" may have 7");
        });

        TEAM.apply("crowded", "serverRef: {name: fields}, pool: {size: 5, maxOverflow: 10}, connectionLimit: 15");

        await().untilAsserted(
                        () -> assertThat(TEAM.status("crowded").orElseThrow().conditions())
                                .noneMatch(condition -> condition.getType().equals("PoolTooLarge")));
    }

    @Test
    void aProductIsToldAPoolThatFitsTheLimit() {
        TEAM.apply("flow", "serverRef: {name: fields}, secret: {preset: Langflow}");
        TEAM.awaitReason("flow", "Reconciled");

        assertThat(TEAM.keys("flow").values().get("LANGFLOW_DB_CONNECTION_SETTINGS"))
                .contains("\"pool_size\": 3, \"max_overflow\": 2,");
    }

    @Test
    void hintsForThePoolAreInTheSecret() {
        TEAM.apply("pooled", "serverRef: {name: fields}, pool: {size: 5, maxOverflow: 10, recycle: 1h, prePing: true}");
        TEAM.awaitReason("pooled", "Reconciled");

        assertThat(TEAM.keys("pooled").values())
                .contains(
                        entry("DB_POOL_SIZE", "5"),
                        entry("DB_MAX_OVERFLOW", "10"),
                        entry("DB_POOL_RECYCLE", "3600"),
                        entry("DB_POOL_PRE_PING", "true"));
    }

    @Test
    void anEndpointIsWhatServicesAreTold() {
        TEAM.applyServer("pooler", server("endpoint: {host: pgbouncer.db.svc, port: 6432, pooler: PgBouncer}"));
        TEAM.apply("behind", "serverRef: {name: pooler}");
        // Nobody is there to prove it by.
        assertThat(TEAM.awaitReason("behind", "LoginUnproved")).contains("pgbouncer.db.svc:6432");

        var keys = TEAM.keys("behind").values();
        assertThat(keys).contains(entry("PGHOST", "pgbouncer.db.svc"), entry("PGPORT", "6432"));
        assertThat(keys.get("DATABASE_URL")).contains("@pgbouncer.db.svc:6432/").doesNotContain("search_path");
    }

    @Test
    void aSuspendedServiceIsLeftAlone() throws SQLException {
        TEAM.apply("paused", "serverRef: {name: fields}");
        TEAM.awaitReason("paused", "Reconciled");
        TEAM.apply("paused", "serverRef: {name: fields}, suspend: true, connectionLimit: 2");
        TEAM.awaitReason("paused", "Suspended");
        sql("ALTER ROLE paused_user CONNECTION LIMIT 99");

        await().during(Duration.ofSeconds(3))
                .until(() -> asService("paused", "SELECT rolconnlimit FROM pg_roles WHERE rolname = session_user")
                        .equals("99"));
        TEAM.apply("paused", "serverRef: {name: fields}, connectionLimit: 2");
        TEAM.awaitReason("paused", "Reconciled");
        assertThat(asService("paused", "SELECT rolconnlimit FROM pg_roles WHERE rolname = session_user"))
                .isEqualTo("2");
    }

    @Test
    void whatSomebodyChangedByHandIsRepairedAtTheNextResyncAndTold() throws SQLException {
        TEAM.apply("drifting", "serverRef: {name: fields}");
        TEAM.awaitReason("drifting", "Reconciled");
        sql("REVOKE CREATE ON SCHEMA drifting FROM drifting_owner");

        await().untilAsserted(() -> {
            assertThat(events("drifting")).anySatisfy(event -> {
                assertThat(event.getReason()).isEqualTo("Repaired");
                assertThat(event.getMessage()).isEqualTo("grant CREATE on schema \"drifting\" to \"drifting_owner\"");
            });
            assertThat(asService("drifting", "SELECT has_schema_privilege('drifting', 'CREATE')"))
                    .isEqualTo("t");
        });
    }

    @Test
    void aProblemIsToldOnceAndNotAtEachRetry() {
        TEAM.applyServer(
                "gone", server("resyncInterval: 1s").replace("port: " + POSTGRES.port(), "port: " + FreePort.next()));
        TEAM.apply("stranded", "serverRef: {name: gone}");
        TEAM.awaitReason("stranded", "ServerUnreachable");

        await().pollDelay(Duration.ofSeconds(8)).until(() -> true);

        assertThat(events("stranded")).extracting(Event::getReason).containsExactly("ServerUnreachable");
    }

    private static List<Event> events(String name) {
        return LAKOU.client().v1().events().inNamespace("fields").list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(name))
                .toList();
    }

    /** The one value that the query gives to the service. */
    private static String asService(String name, String query) throws SQLException {
        try (var connection = TEAM.keys(name).connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void sql(String text) throws SQLException {
        try (var connection = POSTGRES.connect(POSTGRES.admin(), "fields");
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static String server(String policy) {
        return "engine: PostgreSQL, host: 127.0.0.1, port: %d, database: fields, adminSecretRef: {name: fields-admin},"
                        .formatted(POSTGRES.port())
                + " allowedNamespaces: {from: All}, "
                + policy;
    }
}
