package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.environment.ControlPlane;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two clusters, each with a Lakou and an administrator of its own, share one PostgreSQL database. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18})
class TwoInstallationsIT {
    private static final PostgresCluster POSTGRES = PostgresCluster.start(18, PostgresOptions.standard());
    private static final InstalledLakou FIRST = InstalledLakou.shared();
    private static final InstalledLakou SECOND = InstalledLakou.install(ControlPlane.start());
    private static final Team ONE = new Team(FIRST, "one");
    private static final Team OTHER = new Team(SECOND, "other");

    @BeforeAll
    static void aDatabaseForBoth() throws SQLException {
        sql("CREATE ROLE first LOGIN CREATEROLE PASSWORD 'first'");
        sql("CREATE ROLE second LOGIN CREATEROLE PASSWORD 'second'");
        sql("CREATE DATABASE shared OWNER first");
        sql("GRANT CREATE, CONNECT, TEMPORARY ON DATABASE shared TO second WITH GRANT OPTION");
        FIRST.adminSecret("shared-admin", new Login("first", "first"));
        FIRST.manifests().apply(Servers.open("shared", POSTGRES, "shared"));
        ONE.awaitServerReason("shared", "Reconciled");
        SECOND.adminSecret("shared-admin", new Login("second", "second"));
        SECOND.manifests().apply(Servers.open("shared", POSTGRES, "shared"));

        // The platform's role is the first one's: only a DBA can let the second act as it.
        assertThat(OTHER.awaitServerReason("shared", "AdminLacksPrivilege"))
                .contains("GRANT lakou_admin TO \"second\" WITH ADMIN OPTION;");
        sql("GRANT lakou_admin TO \"second\" WITH ADMIN OPTION");
    }

    @AfterAll
    static void end() {
        SECOND.operator().stop();
        SECOND.controlPlane().close();
        POSTGRES.close();
    }

    @Test
    void leavesToEachWhatItsMarkerIsOn() throws SQLException {
        ONE.apply("firsts", "serverRef: {name: shared}, schema: firsts");
        ONE.awaitReason("firsts", "Reconciled");
        OTHER.apply("seconds", "serverRef: {name: shared}, schema: seconds");
        OTHER.awaitReason("seconds", "Reconciled");

        ONE.apply("wants", "serverRef: {name: shared}, schema: seconds, adoption: {policy: TakeOver, password: Reset}");
        OTHER.apply(
                "wants", "serverRef: {name: shared}, schema: firsts, adoption: {policy: TakeOver, password: Reset}");

        assertThat(ONE.awaitReason("wants", "AdoptionRefused"))
                .contains("fromClusters: [\"%s\"]".formatted(uid(SECOND)));
        assertThat(OTHER.awaitReason("wants", "AdoptionRefused"))
                .contains("fromClusters: [\"%s\"]".formatted(uid(FIRST)));
    }

    /** As after a cluster was lost: the databases are there, and marked with its uid. */
    @Test
    void goesOnWithWhatAnotherClusterLeftWhereThePlatformSaysSo() throws SQLException {
        ONE.apply("left", "serverRef: {name: shared}, schema: left_alone");
        ONE.awaitReason("left", "Reconciled");
        var keys = ONE.keys("left");
        try (var connection = keys.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bookings AS SELECT generate_series(1, 3) AS id");
        }
        SECOND.manifests()
                .apply(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("other")
                        .withName("left-before")
                        .addToAnnotations("lakou.dev/password-for", "left")
                        .endMetadata()
                        .withStringData(Map.of("password", keys.get("DB_PASSWORD")))
                        .build());
        OTHER.applyServer(
                "shared",
                Servers.fields("shared", POSTGRES).replace("database: postgres", "database: shared")
                        + ", adoption: [{namespaces: [other], schemas: [left_alone], users: ['left_alone_*'], fromClusters: [%s]}]"
                                .formatted(uid(FIRST)));

        OTHER.apply(
                "left",
                "serverRef: {name: shared}, schema: left_alone, adoption: {policy: TakeOver, passwordSecretRef: {name: left-before}}");
        OTHER.awaitReason("left", "Reconciled");

        assertThat(OTHER.keys("left").get("DB_PASSWORD")).isEqualTo(keys.get("DB_PASSWORD"));
        try (var connection = OTHER.keys("left").connect();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE bookings ADD arrived boolean");
        }
    }

    private static String uid(InstalledLakou lakou) {
        return lakou.client()
                .namespaces()
                .withName("kube-system")
                .require()
                .getMetadata()
                .getUid();
    }

    @Test
    void mendsAndRemovesNothingOfTheOther() throws SQLException {
        ONE.apply("mended", "serverRef: {name: shared}, schema: mended");
        ONE.awaitReason("mended", "Reconciled");
        OTHER.apply("mended", "serverRef: {name: shared}, schema: mended, deletionPolicy: Delete");
        OTHER.awaitReason("mended", "NameConflict");
        var keys = ONE.keys("mended");

        sql("ALTER ROLE mended_user CONNECTION LIMIT 77");
        await().until(() -> number("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'mended_user'") != 77);
        OTHER.delete("mended");

        ONE.awaitReason("mended", "Reconciled");
        try (var connection = keys.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE still_mine ()");
        }
    }

    private static int number(String query) throws SQLException {
        try (var connection = POSTGRES.connect(POSTGRES.admin(), "postgres");
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void sql(String text) throws SQLException {
        try (var connection = POSTGRES.connect(POSTGRES.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
