package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.FreePort;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each thing that can stand in the way has its own reason, and nobody has to touch the resource once it is gone. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_17})
class ReasonsIT {
    private static final PostgresCluster POSTGRES = TestEnvironment.shared().postgres(17);
    private static final InstalledLakou LAKOU = InstalledLakou.shared();

    @BeforeAll
    static void aServerThatEverybodyMayUse() throws SQLException {
        try (var connection = POSTGRES.connect(POSTGRES.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE reasons");
        }
        LAKOU.adminSecret("reasons-admin", POSTGRES.admin());
        LAKOU.manifests().apply(Servers.open("reasons", POSTGRES, "reasons"));
    }

    @Test
    void waitsForAServerThatIsNotThereYet() {
        var team = new Team(LAKOU, "server-later");
        team.apply("early", "serverRef: {name: later}");

        var message = team.awaitReason("early", "ServerNotFound");

        assertThat(message).contains("\"later\"").contains("Waiting for it");
        team.applyServer("later", server("reasons-admin", "allowedNamespaces: {from: All}"));
        team.awaitReason("early", "Reconciled");
    }

    @Test
    void waitsForAnAdminSecret() {
        var team = new Team(LAKOU, "secret-later");
        team.applyServer("secretless", server("late-admin", "allowedNamespaces: {from: All}"));
        team.apply("patient", "serverRef: {name: secretless}");

        var message = team.awaitServerReason("secretless", "AdminSecretNotFound");

        assertThat(message).contains("lakou-system/late-admin").contains("username and password, or url");
        team.awaitReason("patient", "AdminSecretNotFound");
        LAKOU.adminSecret("late-admin", Map.of("username", "postgres"));
        assertThat(team.awaitServerReason("secretless", "AdminSecretInvalid")).contains("no key password");
        LAKOU.adminSecret("late-admin", new Login("postgres", "wrong"));
        assertThat(team.awaitServerReason("secretless", "AuthenticationFailed")).doesNotContain("wrong ");
        LAKOU.adminSecret("late-admin", POSTGRES.admin());
        team.awaitReason("patient", "Reconciled");
    }

    @Test
    void readsAnAdminSecretElsewhereOnlyToRefuseIt() {
        var team = new Team(LAKOU, "foreign-admin");
        team.applyServer(
                "foreign",
                "engine: PostgreSQL, host: localhost, database: reasons, adminSecretRef: {namespace: kube-system, name: x}");

        var message = team.awaitServerReason("foreign", "InvalidSpec");

        assertThat(message)
                .contains("spec.adminSecretRef.namespace")
                .contains("kube-system")
                .contains("lakou-system");
    }

    @Test
    void comesBackWithTheServer() {
        var team = new Team(LAKOU, "unreachable");
        team.applyServer("away", server("reasons-admin", "allowedNamespaces: {from: All}", FreePort.next(), "reasons"));
        team.apply("waiting", "serverRef: {name: away}");

        assertThat(team.awaitReason("waiting", "ServerUnreachable")).contains("127.0.0.1");

        team.applyServer("away", server("reasons-admin", "allowedNamespaces: {from: All}"));
        team.awaitReason("waiting", "Reconciled");
    }

    @Test
    void doesNotSettleForLessTlsThanAsked() {
        var team = new Team(LAKOU, "tls-refused");
        var policy = "allowedNamespaces: {from: All}";
        team.applyServer("plain", server("reasons-admin", policy + ", tls: {mode: Require}"));
        team.apply("encrypted", "serverRef: {name: plain}");

        assertThat(team.awaitServerReason("plain", "TlsFailed")).contains("TLS");

        team.awaitReason("encrypted", "TlsFailed");
        team.applyServer("plain", server("reasons-admin", policy + ", tls: {mode: Prefer}"));
        team.awaitReason("encrypted", "Reconciled");
    }

    @Test
    void saysThatTheSharedDatabaseIsMissing() {
        var team = new Team(LAKOU, "no-database");
        team.applyServer(
                "homeless", server("reasons-admin", "allowedNamespaces: {from: All}", POSTGRES.port(), "nowhere"));

        assertThat(team.awaitServerReason("homeless", "DatabaseNotFound")).contains("\"nowhere\"");
    }

    @Test
    void letsInANamespaceOnceItsLabelsSaySo() {
        var team = new Team(LAKOU, "by-label");
        team.applyServer(
                "labelled",
                server("reasons-admin", "allowedNamespaces: {from: Selector, selector: {matchLabels: {may: 'yes'}}}"));
        team.apply("guest", "serverRef: {name: labelled}");

        assertThat(team.awaitReason("guest", "RefNotPermitted"))
                .contains("\"by-label\"")
                .contains("allowedNamespaces");

        team.label(Map.of("may", "yes"));
        team.awaitReason("guest", "Reconciled");
    }

    @Test
    void holdsServicesToTheNamingConvention() {
        var team = new Team(LAKOU, "convention");
        var policy = "allowedNamespaces: {from: All}, schemaNamePattern: ";
        team.applyServer("strict", server("reasons-admin", policy + "'team_[a-z]+'"));
        team.apply("blue", "serverRef: {name: strict}, schema: blue");

        assertThat(team.awaitReason("blue", "NameNotAllowed"))
                .contains("\"blue\"")
                .contains("team_[a-z]+");

        team.applyServer("strict", server("reasons-admin", policy + "'[a-z]+'"));
        team.awaitReason("blue", "Reconciled");
    }

    @Test
    void promisesNoMoreConnectionsThanTheBudget() {
        var team = new Team(LAKOU, "budget");
        team.applyServer("budgeted", server("reasons-admin", "allowedNamespaces: {from: All}, connectionBudget: 10"));
        team.apply("first", "serverRef: {name: budgeted}, connectionLimit: 7");
        team.awaitReason("first", "Reconciled");
        team.apply("second", "serverRef: {name: budgeted}, connectionLimit: 5");

        assertThat(team.awaitReason("second", "ConnectionBudgetExceeded"))
                .contains("7 ")
                .contains("5 wanted")
                .contains("10");

        team.delete("first");
        team.awaitReason("second", "Reconciled");
    }

    @Test
    void leavesReservedNamesToTheServer() {
        var team = new Team(LAKOU, "reserved");
        team.apply("public", "serverRef: {name: reasons}");

        assertThat(team.awaitReason("public", "NameReserved")).contains("\"public\"");
    }

    @Test
    void tellsAllMistakesTogether() {
        var team = new Team(LAKOU, "violations");
        team.apply(
                "confused",
                "serverRef: {name: reasons}, settings: {role: postgres, search_path: x}, extensions: [dblink]");

        var message = team.awaitReason("confused", "InvalidSpec");

        assertThat(message)
                .contains("spec.settings.role")
                .contains("spec.settings.search_path")
                .contains("dblink");
        team.apply("confused", "serverRef: {name: reasons}");
        team.awaitReason("confused", "Reconciled");
    }

    @Test
    void givesANameToOneServiceOnly() {
        var team = new Team(LAKOU, "conflict");
        team.apply("older", "serverRef: {name: reasons}, schema: wanted");
        team.awaitReason("older", "Reconciled");
        team.apply("younger", "serverRef: {name: reasons}, schema: wanted, user: somebody_else");

        assertThat(team.awaitReason("younger", "NameConflict"))
                .contains("\"wanted\"")
                .contains("conflict/older");
    }

    @Test
    void neverTouchesASecretThatIsNotIts() {
        var team = new Team(LAKOU, "stranger");
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace("stranger")
                .withName("shy-database")
                .endMetadata()
                .withData(Map.of("KEEP", "bWU="))
                .build();
        LAKOU.manifests().apply(secret);
        team.apply("shy", "serverRef: {name: reasons}");

        assertThat(team.awaitReason("shy", "SecretConflict")).contains("\"shy-database\"");

        assertThat(team.keys("shy").values()).isEqualTo(Map.of("KEEP", "me"));
        LAKOU.delete(secret);
        team.awaitReason("shy", "Reconciled");
    }

    private static String server(String adminSecret, String policy) {
        return server(adminSecret, policy, POSTGRES.port(), "reasons");
    }

    private static String server(String adminSecret, String policy, int port, String database) {
        return "engine: PostgreSQL, host: 127.0.0.1, port: %d, database: %s, adminSecretRef: {name: %s}, %s"
                .formatted(port, database, adminSecret, policy);
    }
}
