package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.Patience;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** No password leaves the process except into the Secret. */
@NeedsServers(Part.CONTROL_PLANE)
class SecrecyIT {
    private static final String WRONG = "not-the-password-4711";
    private static final InstalledLakou LAKOU = InstalledLakou.shared();

    @Test
    void noPasswordIsInAnyLogEventOrStatus() throws SQLException, IOException {
        try (var postgres = PostgresCluster.start(
                18, PostgresOptions.standard().with("log_statement", "all").with("log_min_duration_statement", "0"))) {
            var team = new Team(LAKOU, "secrecy");
            var passwords = new HashSet<String>();
            passwords.add(postgres.admin().password());
            passwords.add(WRONG);
            LAKOU.adminSecret("secrecy-admin", postgres.admin());
            LAKOU.manifests().apply(Servers.open("secrecy", postgres, "postgres"));
            passwords.addAll(useARoom(team));
            breakAndMend(team, postgres);
            passwords.addAll(useARoom(team));

            var told = Files.readString(LAKOU.operator().log())
                    + Files.readString(postgres.log())
                    + Files.readString(LAKOU.controlPlane().auditLog())
                    + Serialization.asYaml(
                            LAKOU.client().v1().events().inAnyNamespace().list())
                    + Serialization.asYaml(LAKOU.client()
                            .genericKubernetesResources("lakou.dev/v1alpha1", "ServiceSchema")
                            .inAnyNamespace()
                            .list());

            assertThat(passwords).hasSize(4).allSatisfy(password -> assertThat(told.contains(password))
                    .as("a password of " + password.length() + " characters is in a log, an event or a status")
                    .isFalse());
        }
    }

    /** The password of the service before and after its Secret was deleted. */
    private static Set<String> useARoom(Team team) throws SQLException {
        team.apply("diary", "serverRef: {name: secrecy}");
        team.awaitReason("diary", "Reconciled");
        var before = team.keys("diary").get("DB_PASSWORD");
        team.keys("diary").connect().close();
        team.delete("diary");
        LAKOU.client()
                .secrets()
                .inNamespace(team.namespace())
                .withName("diary-database")
                .waitUntilCondition(secret -> secret == null, Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        return Set.of(before);
    }

    /** An administrator that is turned away must not be quoted either. */
    private static void breakAndMend(Team team, PostgresCluster postgres) {
        LAKOU.adminSecret("refused-admin", new Login("postgres", WRONG));
        LAKOU.manifests().apply(Servers.open("refused", postgres, "postgres"));
        team.awaitServerReason("refused", "AuthenticationFailed");
        LAKOU.adminSecret("refused-admin", postgres.admin());
        team.awaitServerReason("refused", "Reconciled");
    }
}
