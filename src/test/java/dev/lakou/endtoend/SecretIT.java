package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.TestEnvironment;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_16})
class SecretIT {
    private static final PostgresCluster POSTGRES = TestEnvironment.shared().postgres(16);
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "secrets");
    private static final Duration SECONDS = Duration.ofSeconds(20);

    @BeforeAll
    static void aServerThatEverybodyMayUse() throws SQLException {
        try (var connection = POSTGRES.connect(POSTGRES.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE secrets");
        }
        LAKOU.adminSecret("secrets-admin", POSTGRES.admin());
        LAKOU.manifests().apply(Servers.open("secrets", POSTGRES, "secrets"));
    }

    @Test
    void comesBackWithAPasswordThatWorks() throws SQLException {
        TEAM.apply("phoenix", "serverRef: {name: secrets}");
        TEAM.awaitReason("phoenix", "Reconciled");
        var before = TEAM.keys("phoenix");

        LAKOU.client()
                .secrets()
                .inNamespace("secrets")
                .withName("phoenix-database")
                .delete();

        await().atMost(SECONDS).ignoreExceptions().until(() -> logsIn(TEAM.keys("phoenix")));
        assertThat(TEAM.keys("phoenix").values().keySet())
                .isEqualTo(before.values().keySet());
    }

    @Test
    void isRepairedWhenSomebodyEditsIt() {
        TEAM.apply("edited", "serverRef: {name: secrets}");
        TEAM.awaitReason("edited", "Reconciled");
        var before = TEAM.keys("edited");

        LAKOU.client()
                .secrets()
                .inNamespace("secrets")
                .withName("edited-database")
                .edit(secret -> {
                    secret.getData().put("DATABASE_URL", "bm9uc2Vuc2U=");
                    return secret;
                });

        await().atMost(SECONDS).until(() -> TEAM.keys("edited").equals(before));
    }

    @Test
    void isNotWrittenAgainWhenNothingChanged() {
        TEAM.apply("quiet", "serverRef: {name: secrets}");
        TEAM.awaitReason("quiet", "Reconciled");
        var version = version("quiet-database");

        TEAM.apply("quiet", "serverRef: {name: secrets}, connectionLimit: 3");
        TEAM.awaitReason("quiet", "Reconciled");

        assertThat(version("quiet-database")).isEqualTo(version);
    }

    @Test
    void movesToItsNewNameWithTheSamePassword() {
        TEAM.apply("mover", "serverRef: {name: secrets}");
        TEAM.awaitReason("mover", "Reconciled");
        var before = TEAM.keys("mover");

        TEAM.apply("mover", "serverRef: {name: secrets}, secret: {name: mover-db}");
        TEAM.awaitReason("mover", "Reconciled");

        assertThat(LAKOU.keys("secrets", "mover-db")).isEqualTo(before);
        await().atMost(SECONDS)
                .until(() -> LAKOU.client()
                                .secrets()
                                .inNamespace("secrets")
                                .withName("mover-database")
                                .get()
                        == null);
    }

    @Test
    void holdsWhatATemplateMakes() {
        TEAM.apply(
                "templated",
                "serverRef: {name: secrets}, secret: {template: {DSN: 'x://{{user}}@{{host}}'}, metadata: {labels: {a: b}}}");
        TEAM.awaitReason("templated", "Reconciled");

        assertThat(TEAM.keys("templated").values()).containsEntry("DSN", "x://templated_user@127.0.0.1");
        assertThat(LAKOU.client()
                        .secrets()
                        .inNamespace("secrets")
                        .withName("templated-database")
                        .require()
                        .getMetadata()
                        .getLabels())
                .containsEntry("a", "b");
    }

    @Test
    void isNotMadeFromATemplateThatFails() {
        TEAM.apply("broken", "serverRef: {name: secrets}, secret: {template: {DSN: '{{nobody}}', DB_PASSWORD: x}}");

        var message = TEAM.awaitReason("broken", "InvalidSpec");

        assertThat(message).contains("DSN").contains("nobody").contains("DB_PASSWORD");
        assertThat(LAKOU.client()
                        .secrets()
                        .inNamespace("secrets")
                        .withName("broken-database")
                        .get())
                .isNull();
    }

    @Test
    void comesWithABindingWhereItIsWanted() {
        TEAM.apply("bound", "serverRef: {name: secrets}, secret: {serviceBinding: true}");
        TEAM.awaitReason("bound", "Reconciled");

        String named = LAKOU.client()
                .genericKubernetesResources("lakou.dev/v1alpha1", "ServiceSchema")
                .inNamespace("secrets")
                .withName("bound")
                .require()
                .get("status", "binding", "name");
        var secret =
                LAKOU.client().secrets().inNamespace("secrets").withName(named).require();
        assertThat(secret.getType()).isEqualTo("servicebinding.io/postgresql");
        assertThat(LAKOU.keys("secrets", named).values())
                .containsEntry("type", "postgresql")
                .containsEntry("username", "bound_user");
    }

    private static boolean logsIn(SecretKeys keys) throws SQLException {
        try (var connection = keys.connect()) {
            return connection.getSchema().equals("phoenix");
        }
    }

    private static String version(String secret) {
        return LAKOU.client()
                .secrets()
                .inNamespace("secrets")
                .withName(secret)
                .require()
                .getMetadata()
                .getResourceVersion();
    }
}
