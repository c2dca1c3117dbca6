package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lakou.api.DatabaseServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may see a ServiceSchema sees which of its statements take time, and nobody else does. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18})
class StatementsIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "statements");
    private static final PostgresCluster POSTGRES = PostgresCluster.start(
            18, PostgresOptions.standard().with("shared_preload_libraries", "pg_stat_statements"));

    @BeforeAll
    static void moveIn() {
        LAKOU.adminSecret("statements-admin", POSTGRES.admin());
        TEAM.applyServer("statements", Servers.fields("statements", POSTGRES));
        TEAM.apply("slow", "serverRef: {name: statements}, deletionPolicy: Delete");
        TEAM.awaitReason("slow", "Reconciled");
        account("viewer");
        account("stranger");
        LAKOU.manifests()
                .apply(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace("statements")
                        .withName("viewer")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "lakou-view")
                        .addNewSubject(null, "ServiceAccount", "viewer", "statements")
                        .build());
    }

    @AfterAll
    static void moveOut() {
        TEAM.delete("slow");
        LAKOU.client().resources(DatabaseServer.class).withName("statements").delete();
        POSTGRES.close();
    }

    @Test
    void tellsWhoMayWhatTookTimeAndADbaWhatIsMissing() throws Exception {
        var before = ask("/services/statements/slow/statements", bearer("viewer"));
        run("CREATE EXTENSION pg_stat_statements");
        TEAM.keys("slow").run("SELECT pg_sleep(0.1), 'hidden' AS word");

        var after = ask("/services/statements/slow/statements", bearer("viewer"));

        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(before.body()).contains("A DBA can run:\nCREATE EXTENSION pg_stat_statements;");
        assertThat(after.statusCode()).as(after.body()).isEqualTo(200);
        var first = new ObjectMapper().readTree(after.body()).path("statements").path(0);
        assertThat(first.path("statement").asText()).isEqualTo("SELECT pg_sleep($1), $2 AS word");
        assertThat(first.path("totalSeconds").asDouble()).isGreaterThan(0.1);
        assertThat(after.body()).doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /services/statements/slow/statements    |          | 401 | Send a token
                    /services/statements/slow/statements    | nonsense | 401 | does not take this token
                    /services/statements/slow/statements    | stranger | 403 | "system:serviceaccount:statements:stranger" may not get the ServiceSchema "slow"
                    /services/statements/none/statements    | stranger | 403 | may not get the ServiceSchema "none"
                    /services/statements/none/statements    | viewer   | 404 | There is no ServiceSchema "none" in the namespace "statements".
                    /services/default/slow/statements       | viewer   | 403 | of the namespace "default"
                    /services/statements/a%2Fb/statements   | viewer   | 404 | No ServiceSchema has such a name.
                    """)
    void refusesInPlainWords(String path, String account, int status, String words) throws Exception {
        var answer = ask(path, Optional.ofNullable(account).flatMap(StatementsIT::bearer));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
    }

    private static void account(String name) {
        LAKOU.manifests()
                .apply(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace("statements")
                        .withName(name)
                        .endMetadata()
                        .build());
    }

    private static Optional<String> bearer(String account) {
        return Optional.of("Bearer "
                + (account.equals("nonsense") ? account : LAKOU.controlPlane().token("statements", account)));
    }

    private static HttpResponse<String> ask(String path, Optional<String> authorization)
            throws IOException, InterruptedException {
        return LAKOU.operator().get(path, authorization);
    }

    private static void run(String sql) throws SQLException {
        try (var connection = POSTGRES.connect(POSTGRES.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
