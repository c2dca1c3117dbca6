package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.AccessStatus;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.TestEnvironment;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A login that a DBA made reads a schema by the word of its service and of the platform, and no longer than both say so. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18})
class RoleSharingIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "guests");
    private static PostgresCluster postgres;

    @BeforeAll
    static void server() {
        postgres = TestEnvironment.shared().postgres(18);
        LAKOU.adminSecret("guests-admin", postgres.admin());
        server("guests", ", shareableRoles: ['guest_*']");
        server("guests-told", ", strangers: Report");
    }

    @Test
    void readsWhileServiceAndPlatformSaySo() throws SQLException {
        var shared = "serverRef: {name: guests}, sharedWith: [{role: guest_cdc}]";
        TEAM.apply("visited", shared);
        assertThat(TEAM.awaitReason("visited", "RefNotFound")).contains("\"guest_cdc\" is not on the server");

        sql("CREATE ROLE guest_cdc LOGIN");

        TEAM.awaitReason("visited", "Reconciled");
        TEAM.keys("visited").run("CREATE TABLE users (id int)");
        assertThat(mayRead()).isTrue();
        assertThat(TEAM.status("visited").orElseThrow().readers())
                .extracting(AccessStatus::kind, AccessStatus::name)
                .containsExactly(tuple("Role", "guest_cdc"));

        server("guests", ", shareableRoles: ['other']");
        assertThat(TEAM.awaitReason("visited", "RefNotPermitted")).contains("add \"guest_cdc\" to spec.shareableRoles");
        await().until(() -> !mayRead());

        server("guests", ", shareableRoles: ['guest_*']");
        TEAM.awaitReason("visited", "Reconciled");
        assertThat(mayRead()).isTrue();
        TEAM.apply("visited", "serverRef: {name: guests}");
        await().until(() -> !mayRead());
        sql("DROP ROLE guest_cdc");
    }

    @Test
    void isToldToTheServiceWhereItIsOnlyLeft() throws SQLException {
        TEAM.apply("overlooked", "serverRef: {name: guests-told}");
        TEAM.awaitReason("overlooked", "Reconciled");

        sql("CREATE ROLE left_alone", "GRANT USAGE ON SCHEMA overlooked TO left_alone");

        await().untilAsserted(
                        () -> assertThat(TEAM.status("overlooked").orElseThrow().conditions())
                                .filteredOn(condition -> condition.getType().equals("Strangers"))
                                .singleElement()
                                .satisfies(condition -> assertThat(condition.getMessage())
                                        .contains("\"left_alone\"", "DatabaseServer \"guests-told\"")));
        sql("DROP OWNED BY left_alone", "DROP ROLE left_alone");
    }

    @Test
    void noRoleOfLakousNorAnAdministratorIsShared() {
        server("guests-open", ", shareableRoles: ['*']");
        TEAM.apply("host", "serverRef: {name: guests-open}");
        TEAM.awaitReason("host", "Reconciled");
        for (var role : List.of("host_user", postgres.admin().user())) {
            TEAM.apply("greedy", "serverRef: {name: guests-open}, sharedWith: [{role: %s}]".formatted(role));
            assertThat(TEAM.awaitReason("greedy", "RefNotPermitted")).contains('"' + role + '"');
        }
    }

    private static void server(String name, String more) {
        TEAM.applyServer(name, Servers.fields("guests", postgres) + more);
        TEAM.awaitServerReason(name, "Reconciled");
    }

    private static boolean mayRead() throws SQLException {
        try (var connection = postgres.connect(postgres.admin(), "postgres");
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT has_schema_privilege('guest_cdc', 'visited', 'USAGE') AND has_table_privilege('guest_cdc', 'visited.users', 'SELECT')")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void sql(String... statements) throws SQLException {
        try (var connection = postgres.connect(postgres.admin(), "postgres");
                var running = connection.createStatement()) {
            for (var statement : statements) {
                running.execute(statement);
            }
        }
    }
}
