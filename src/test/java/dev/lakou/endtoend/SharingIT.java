package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.AccessStatus;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One service uses tables of another, as far as that one consents, and both see it in their status. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
class SharingIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team CORE = new Team(LAKOU, "sharing-core");
    private static final Team SHOP = new Team(LAKOU, "sharing-shop");
    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static final Map<String, RunningDatabase> SERVERS = Map.of(
            "sharing-postgres", TestEnvironment.shared().postgres(18),
            "sharing-mysql", TestEnvironment.shared().mySql(),
            "sharing-mariadb", TestEnvironment.shared().mariaDb("11.4"));

    @BeforeAll
    static void servers() {
        SERVERS.forEach((name, server) -> {
            LAKOU.adminSecret(name + "-admin", server.admin());
            CORE.applyServer(name, Servers.fields(name, server));
            CORE.awaitServerReason(name, "Reconciled");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void nothingIsGrantedWithoutConsentAndNothingStaysWithoutIt(String engine) throws SQLException {
        var core = "core-" + engine;
        var shop = "shop-" + engine;
        CORE.apply(core, "serverRef: {name: sharing-%s}".formatted(engine));
        CORE.awaitReason(core, "Reconciled");
        run(
                CORE,
                core,
                "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO users VALUES (1, 'ada')");
        SHOP.apply(shop, asking(engine, core, "tables: [users]"));

        assertThat(SHOP.awaitReason(shop, "RefNotPermitted"))
                .contains("{namespace: sharing-shop, name: %s, tables: [users]}".formatted(shop));
        assertRefused(shop, "SELECT name FROM core_%s.users".formatted(engine));

        CORE.apply(
                core, sharing(engine, "{namespace: sharing-shop, name: %s, tables: [users, brands]}".formatted(shop)));
        SHOP.awaitReason(shop, "Reconciled");
        run(SHOP, shop, "SELECT name FROM core_%s.users".formatted(engine));
        assertRefused(shop, "DELETE FROM core_%s.users".formatted(engine));
        var right = new AccessStatus("ServiceSchema", "sharing-core", core, List.of("users"), null, List.of("SELECT"));
        assertThat(access(SHOP, shop)).containsExactly(right);
        await().atMost(SECONDS).untilAsserted(() -> assertThat(readers(core))
                .containsExactly(new AccessStatus(
                        "ServiceSchema", "sharing-shop", shop, List.of("users"), null, List.of("SELECT"))));

        CORE.apply(core, sharing(engine, ""));
        SHOP.awaitReason(shop, "RefNotPermitted");
        assertRefused(shop, "SELECT name FROM core_%s.users".formatted(engine));
        await().atMost(SECONDS).untilAsserted(() -> assertThat(readers(core)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void aTableThatIsNotThereYetIsGrantedWhenItAppears(String engine) throws SQLException {
        var core = "later-core-" + engine;
        var shop = "later-shop-" + engine;
        CORE.apply(
                core,
                "serverRef: {name: sharing-%s}, sharedWith: [{namespace: sharing-shop, name: %s}]"
                        .formatted(engine, shop));
        CORE.awaitReason(core, "Reconciled");
        run(CORE, core, "CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(20), hash VARCHAR(20))");
        SHOP.apply(shop, asking(engine, core, "tables: [users, brand_users], columns: [id, email]"));
        SHOP.awaitReason(shop, "Reconciled");
        assertThat(SHOP.status(shop).orElseThrow().conditions()).anySatisfy(condition -> {
            assertThat(condition.getType()).isEqualTo("AccessPending");
            assertThat(condition.getMessage()).contains("brand_users").contains("sharing-core/" + core);
        });

        run(CORE, core, "CREATE TABLE brand_users (id INT PRIMARY KEY, email VARCHAR(20), hash VARCHAR(20))");

        await().atMost(SECONDS)
                .untilAsserted(() -> assertThat(SHOP.status(shop).orElseThrow().conditions())
                        .noneMatch(condition -> condition.getType().equals("AccessPending")));
        var schema = core.replace('-', '_');
        run(
                SHOP,
                shop,
                "SELECT u.id, b.email FROM %s.users u JOIN %s.brand_users b ON b.id = u.id".formatted(schema, schema));
        assertRefused(shop, "SELECT hash FROM %s.brand_users".formatted(schema));
    }

    @Test
    void withinANamespaceConsentGoesWithoutSayingUnlessTheOwnerSays() throws SQLException {
        CORE.apply("open", "serverRef: {name: sharing-postgres}");
        CORE.awaitReason("open", "Reconciled");
        run(CORE, "open", "CREATE TABLE users (id INT PRIMARY KEY)");
        CORE.apply("near", "serverRef: {name: sharing-postgres}, access: [{schemaRef: {name: open}}]");
        CORE.awaitReason("near", "Reconciled");
        run(CORE, "near", "SELECT id FROM open.users");

        CORE.apply("open", "serverRef: {name: sharing-postgres}, sharedWith: []");

        CORE.awaitReason("near", "RefNotPermitted");
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(CORE, "near", "SELECT id FROM open.users"));
    }

    @Test
    void whatCannotBeSharedIsSaid() {
        SHOP.apply("lonely", asking("postgres", "nobody", "tables: [users]"));
        assertThat(SHOP.awaitReason("lonely", "RefNotFound")).contains("sharing-core/nobody");

        CORE.apply("elsewhere", "serverRef: {name: sharing-mysql}, sharedWith: [{namespace: sharing-shop, name: far}]");
        CORE.awaitReason("elsewhere", "Reconciled");
        SHOP.apply("far", asking("postgres", "elsewhere", "tables: [users]"));
        assertThat(SHOP.awaitReason("far", "InvalidSpec"))
                .contains("\"sharing-mysql\"")
                .contains("no login reaches from one server to another");
    }

    @Test
    void twoServicesMayUseEachOther() throws SQLException {
        CORE.apply("ping", "serverRef: {name: sharing-postgres}, access: [{schemaRef: {name: pong}}]");
        CORE.apply("pong", "serverRef: {name: sharing-postgres}, access: [{schemaRef: {name: ping}}]");
        CORE.awaitReason("ping", "Reconciled");
        CORE.awaitReason("pong", "Reconciled");
        run(CORE, "ping", "CREATE TABLE a (id INT)");
        run(CORE, "pong", "CREATE TABLE b (id INT)", "SELECT id FROM ping.a");
        run(CORE, "ping", "SELECT id FROM pong.b");
    }

    @Test
    void whenTheOwnerGoesTheOtherIsNotReady() {
        CORE.apply("going", "serverRef: {name: sharing-postgres}");
        CORE.apply("staying", "serverRef: {name: sharing-postgres}, access: [{schemaRef: {name: going}}]");
        CORE.awaitReason("staying", "Reconciled");

        CORE.delete("going");

        CORE.awaitReason("staying", "RefNotFound");
        assertThat(access(CORE, "staying")).isEmpty();
        CORE.apply("going", "serverRef: {name: sharing-postgres}");
        CORE.awaitReason("staying", "Reconciled");
    }

    /** A ServiceSchema stays on its server: one that moves is deleted and made anew. */
    @Test
    void whenTheOwnerMovesToAnotherServerTheOtherIsNotReady() {
        CORE.apply("moving", "serverRef: {name: sharing-postgres}");
        CORE.apply("left", "serverRef: {name: sharing-postgres}, access: [{schemaRef: {name: moving}}]");
        CORE.awaitReason("left", "Reconciled");

        CORE.delete("moving");
        CORE.apply("moving", "serverRef: {name: sharing-mysql}");

        assertThat(CORE.awaitReason("left", "InvalidSpec")).contains("\"sharing-mysql\"");
        assertThat(access(CORE, "left")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void aRightToAColumnThatIsTakenByHandIsGivenBack(String engine) throws SQLException {
        var core = "columns-core-" + engine;
        var shop = "columns-shop-" + engine;
        var schema = core.replace('-', '_');
        CORE.apply(
                core,
                "serverRef: {name: sharing-%s}, sharedWith: [{namespace: sharing-shop, name: %s}]"
                        .formatted(engine, shop));
        CORE.awaitReason(core, "Reconciled");
        run(CORE, core, "CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(20))");
        SHOP.apply(shop, asking(engine, core, "tables: [users], columns: [id, email]"));
        SHOP.awaitReason(shop, "Reconciled");

        takeEmail(engine, schema, shop.replace('-', '_'));

        // Long before the resync, which comes after five minutes.
        await().atMost(SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> run(SHOP, shop, "SELECT email FROM %s.users".formatted(schema)));
    }

    @Test
    void aRightTakenByHandIsGivenBack() throws SQLException {
        CORE.apply("held", "serverRef: {name: sharing-postgres}");
        CORE.awaitReason("held", "Reconciled");
        run(CORE, "held", "CREATE TABLE users (id INT PRIMARY KEY)");
        CORE.apply(
                "holder", "serverRef: {name: sharing-postgres}, access: [{schemaRef: {name: held}, tables: [users]}]");
        CORE.awaitReason("holder", "Reconciled");

        run(CORE, "held", "REVOKE SELECT ON users FROM holder_owner");

        await().atMost(SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> run(CORE, "holder", "SELECT id FROM held.users"));
        CORE.awaitReason("holder", "Reconciled");
    }

    private static void takeEmail(String engine, String schema, String shop) throws SQLException {
        var server = requireNonNull(SERVERS.get("sharing-" + engine));
        var from = engine.equals("postgres") ? shop + "_owner" : "'%s_user'@'%%'".formatted(shop);
        try (var connection = server.connect(server.admin(), engine.equals("postgres") ? "postgres" : "");
                var statement = connection.createStatement()) {
            statement.execute("REVOKE SELECT (email) ON %s.users FROM %s".formatted(schema, from));
        }
    }

    private static String asking(String engine, String core, String what) {
        return "serverRef: {name: sharing-%s}, access: [{schemaRef: {namespace: sharing-core, name: %s}, %s}]"
                .formatted(engine, core, what);
    }

    private static String sharing(String engine, String with) {
        return "serverRef: {name: sharing-%s}, sharedWith: [%s]".formatted(engine, with);
    }

    private static List<AccessStatus> access(Team team, String name) {
        return team.status(name)
                .flatMap(status -> Optional.ofNullable(status.access()))
                .orElse(List.of());
    }

    private static List<AccessStatus> readers(String name) {
        return CORE.status(name).map(ServiceSchemaStatus::readers).orElse(List.of());
    }

    private static void run(Team team, String service, String... statements) throws SQLException {
        var url = requireNonNull(team.keys(service).values().get("DATABASE_URL"));
        try (var connection = DatabaseUrl.of(url).connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void assertRefused(String service, String sql) {
        assertThatExceptionOfType(SQLException.class).as(sql).isThrownBy(() -> run(SHOP, service, sql));
    }
}
