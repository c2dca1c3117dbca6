package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
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

    @BeforeAll
    static void servers() {
        var all = Map.<String, RunningDatabase>of(
                "sharing-postgres", TestEnvironment.shared().postgres(18),
                "sharing-mysql", TestEnvironment.shared().mySql(),
                "sharing-mariadb", TestEnvironment.shared().mariaDb("11.4"));
        all.forEach((name, server) -> {
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
        CORE.keys(core)
                .run(
                        "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20))",
                        "INSERT INTO users VALUES (1, 'ada')");
        SHOP.apply(shop, asking(engine, core, "tables: [users]"));

        assertThat(SHOP.awaitReason(shop, "RefNotPermitted"))
                .contains("{namespace: sharing-shop, name: %s, tables: [users]}".formatted(shop));
        SHOP.keys(shop).requireRefused("SELECT name FROM core_%s.users".formatted(engine));

        CORE.apply(
                core, sharing(engine, "{namespace: sharing-shop, name: %s, tables: [users, brands]}".formatted(shop)));
        SHOP.awaitReason(shop, "Reconciled");
        SHOP.keys(shop).run("SELECT name FROM core_%s.users".formatted(engine));
        SHOP.keys(shop).requireRefused("DELETE FROM core_%s.users".formatted(engine));
        var right = new AccessStatus("ServiceSchema", "sharing-core", core, List.of("users"), null, List.of("SELECT"));
        assertThat(access(SHOP, shop)).containsExactly(right);
        await().untilAsserted(() -> assertThat(readers(core))
                .containsExactly(new AccessStatus(
                        "ServiceSchema", "sharing-shop", shop, List.of("users"), null, List.of("SELECT"))));

        CORE.apply(core, sharing(engine, ""));
        SHOP.awaitReason(shop, "RefNotPermitted");
        SHOP.keys(shop).requireRefused("SELECT name FROM core_%s.users".formatted(engine));
        await().untilAsserted(() -> assertThat(readers(core)).isEmpty());
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
        CORE.keys(core).run("CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(20), hash VARCHAR(20))");
        SHOP.apply(shop, asking(engine, core, "tables: [users, brand_users], columns: [id, email]"));
        SHOP.awaitReason(shop, "Reconciled");
        assertThat(SHOP.status(shop).orElseThrow().conditions()).anySatisfy(condition -> {
            assertThat(condition.getType()).isEqualTo("AccessPending");
            assertThat(condition.getMessage()).contains("brand_users").contains("sharing-core/" + core);
        });

        CORE.keys(core).run("CREATE TABLE brand_users (id INT PRIMARY KEY, email VARCHAR(20), hash VARCHAR(20))");

        await().untilAsserted(() -> assertThat(SHOP.status(shop).orElseThrow().conditions())
                .noneMatch(condition -> condition.getType().equals("AccessPending")));
        var schema = core.replace('-', '_');
        SHOP.keys(shop)
                .run("SELECT u.id, b.email FROM %s.users u JOIN %s.brand_users b ON b.id = u.id"
                        .formatted(schema, schema));
        SHOP.keys(shop).requireRefused("SELECT hash FROM %s.brand_users".formatted(schema));
    }

    @Test
    void theFirstTableOfAnotherIsGrantedWhenItAppearsThoughNothingElseHappens() throws SQLException {
        var engines = List.of("postgres", "mysql", "mariadb");
        for (var engine : engines) {
            var core = "first-core-" + engine;
            var shop = "first-shop-" + engine;
            var server = "serverRef: {name: sharing-%s}".formatted(engine);
            CORE.apply(core, server + ", sharedWith: [{namespace: sharing-shop, name: %s}]".formatted(shop));
            CORE.awaitReason(core, "Reconciled");
            SHOP.apply(shop, asking(engine, core, "tables: [users]"));
            SHOP.awaitReason(shop, "Reconciled");
        }
        // The looks of these seconds have told of the changes that made them: nothing else wakes them now.
        await().pollDelay(Duration.ofSeconds(4)).until(() -> true);

        for (var engine : engines) {
            CORE.keys("first-core-" + engine).run("CREATE TABLE users (id INT PRIMARY KEY)");
        }

        for (var engine : engines) {
            await().ignoreExceptionsInstanceOf(SQLException.class).untilAsserted(() -> SHOP.keys("first-shop-" + engine)
                    .run("SELECT id FROM first_core_%s.users".formatted(engine)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void aConsentThatIsTakenBackEndsWhateverHoldsTheAskerUp(String engine) throws SQLException {
        var core = "firm-core-" + engine;
        var shop = "firm-shop-" + engine;
        CORE.apply(
                core,
                sharing(engine, "{namespace: sharing-shop, name: %s, privileges: [SELECT, INSERT]}".formatted(shop)));
        CORE.awaitReason(core, "Reconciled");
        CORE.keys(core).run("CREATE TABLE users (id INT PRIMARY KEY)");
        SHOP.apply(shop, asking(engine, core, "privileges: [SELECT, INSERT]"));
        SHOP.awaitReason(shop, "Reconciled");
        var users = core.replace('-', '_') + ".users";
        SHOP.keys(shop).run("SELECT id FROM " + users);
        SHOP.apply(shop, asking(engine, core, "privileges: [SELECT, INSERT]") + ", suspend: true");
        SHOP.awaitReason(shop, "Suspended");

        CORE.apply(core, sharing(engine, ""));

        await().untilAsserted(() -> SHOP.keys(shop).requireRefused("SELECT id FROM " + users));
        SHOP.keys(shop).requireRefused("INSERT INTO %s VALUES (1)".formatted(users));
    }

    @Test
    void withinANamespaceConsentGoesWithoutSayingUnlessTheOwnerSays() throws SQLException {
        CORE.apply("open", "serverRef: {name: sharing-postgres}");
        CORE.awaitReason("open", "Reconciled");
        CORE.keys("open").run("CREATE TABLE users (id INT PRIMARY KEY)");
        CORE.apply("near", "serverRef: {name: sharing-postgres}, access: [{schemaRef: {name: open}}]");
        CORE.awaitReason("near", "Reconciled");
        CORE.keys("near").run("SELECT id FROM open.users");

        CORE.apply("open", "serverRef: {name: sharing-postgres}, sharedWith: []");

        CORE.awaitReason("near", "RefNotPermitted");
        CORE.keys("near").requireRefused("SELECT id FROM open.users");
    }

    @Test
    void twoServicesMayUseEachOther() throws SQLException {
        CORE.apply("ping", "serverRef: {name: sharing-postgres}, access: [{schemaRef: {name: pong}}]");
        CORE.apply("pong", "serverRef: {name: sharing-postgres}, access: [{schemaRef: {name: ping}}]");
        CORE.awaitReason("ping", "Reconciled");
        CORE.awaitReason("pong", "Reconciled");
        CORE.keys("ping").run("CREATE TABLE a (id INT)");
        CORE.keys("pong").run("CREATE TABLE b (id INT)", "SELECT id FROM ping.a");
        CORE.keys("ping").run("SELECT id FROM pong.b");
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
}
