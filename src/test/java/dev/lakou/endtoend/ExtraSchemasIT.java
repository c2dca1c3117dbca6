package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.TestEnvironment;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The life of a further schema: made, kept from others, lent, given up, lost and dropped. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18})
class ExtraSchemasIT {
    private static final String ON = "serverRef: {name: extra}";
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "extra");
    private static PostgresCluster postgres;

    @BeforeAll
    static void server() {
        postgres = TestEnvironment.shared().postgres(18);
        LAKOU.adminSecret("extra-admin", postgres.admin());
        TEAM.applyServer("extra", Servers.fields("extra", postgres));
        TEAM.awaitServerReason("extra", "Reconciled");
    }

    @Test
    void livesAndEndsWithItsService() throws SQLException {
        var both = ON + ", deletionPolicy: Delete, extraSchemas: [shop_jobs]";
        TEAM.apply("shop", both);
        TEAM.awaitReason("shop", "Reconciled");
        assertThat(TEAM.status("shop").map(ServiceSchemaStatus::extraSchemas)).contains(List.of("shop_jobs"));
        TEAM.keys("shop").run("CREATE TABLE shop_jobs.queue AS SELECT 1 AS id");
        TEAM.apply("shop-jobs", ON);
        assertThat(TEAM.awaitReason("shop-jobs", "NameConflict")).contains("\"shop_jobs\"", "extra/shop");
        TEAM.apply("envious", ON + ", extraSchemas: [shop]");
        assertThat(TEAM.awaitReason("envious", "NameConflict")).contains("\"shop\"", "extra/shop");

        TEAM.apply("shop", ON + ", deletionPolicy: Delete");
        TEAM.awaitReason("shop", "Reconciled");
        TEAM.keys("shop").requireRefused("SELECT * FROM shop_jobs.queue");
        TEAM.apply("shop", both);
        TEAM.awaitReason("shop", "Reconciled");
        TEAM.keys("shop").run("SELECT * FROM shop_jobs.queue");

        sql("DROP SCHEMA shop_jobs CASCADE");
        assertThat(TEAM.awaitReason("shop", "SchemaMissing")).contains("lakou.dev/recreate: \"shop_jobs\"");
        TEAM.annotate("shop", "lakou.dev/recreate", "shop_jobs");
        TEAM.awaitReason("shop", "Reconciled");

        TEAM.keys("shop").run("CREATE TABLE shop_jobs.queue AS SELECT 1 AS id");
        LAKOU.serviceSchema("extra", "shop").delete();
        assertThat(TEAM.awaitReason("shop", "DeletionBlocked")).contains("lakou.dev/confirm-delete: \"shop_jobs\"");
        TEAM.annotate("shop", "lakou.dev/confirm-delete", "shop_jobs");
        await().until(() -> LAKOU.serviceSchema("extra", "shop").get() == null);
        TEAM.awaitReason("shop-jobs", "Reconciled");
    }

    @Test
    void aConsentToAllCoversItAndEndsForIt() throws SQLException {
        var lending = ON + ", extraSchemas: [lender_jobs], sharedWith: [%s]";
        TEAM.apply("lender", lending.formatted("{namespace: extra, name: borrower, privileges: [SELECT, INSERT]}"));
        TEAM.awaitReason("lender", "Reconciled");
        TEAM.keys("lender").run("CREATE TABLE lender_jobs.queue (id int)");
        var borrowing = ON + ", access: [{schemaRef: {name: lender}, privileges: [SELECT, INSERT]}]";
        TEAM.apply("borrower", borrowing);
        TEAM.awaitReason("borrower", "Reconciled");
        var using = "INSERT INTO lender_jobs.queue SELECT 1";
        TEAM.keys("borrower").run(using);
        TEAM.apply("borrower", borrowing + ", suspend: true");
        TEAM.awaitReason("borrower", "Suspended");

        TEAM.apply("lender", lending.formatted(""));

        await().untilAsserted(() -> TEAM.keys("borrower").requireRefused(using));
    }

    /** Whoever claims the schema of another lends it to nobody. */
    @Test
    void whatIsOnlyClaimedIsNotLent() throws SQLException {
        TEAM.apply("victim", ON);
        TEAM.awaitReason("victim", "Reconciled");
        TEAM.keys("victim").run("CREATE TABLE users (id int)");
        TEAM.apply("thief", ON);
        TEAM.awaitReason("thief", "Reconciled");
        TEAM.apply("thief", ON + ", extraSchemas: [victim]");
        TEAM.awaitReason("thief", "NameConflict");

        TEAM.apply("fence", ON + ", access: [{schemaRef: {name: thief}, privileges: [SELECT, INSERT]}]");

        TEAM.awaitReason("fence", "Reconciled");
        TEAM.keys("fence").requireRefused("SELECT * FROM victim.users");
    }

    private static void sql(String statement) throws SQLException {
        try (var connection = postgres.connect(postgres.admin(), "postgres");
                var running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
