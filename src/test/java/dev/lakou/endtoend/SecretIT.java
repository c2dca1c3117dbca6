package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_16})
class SecretIT {
    private static final PostgresCluster POSTGRES = TestEnvironment.shared().postgres(16);
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "secrets");
    private static final String KNOWN = "knownknownknownknownknownknown12";

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
    void comesBackWithAPasswordThatWorksWhileTheLostOneGoesOn() throws SQLException {
        TEAM.apply("phoenix", "serverRef: {name: secrets}");
        TEAM.awaitReason("phoenix", "Reconciled");
        var before = TEAM.keys("phoenix");

        LAKOU.client()
                .secrets()
                .inNamespace("secrets")
                .withName("phoenix-database")
                .delete();

        await().ignoreExceptions().until(() -> logsIn(TEAM.keys("phoenix")));
        assertThat(TEAM.keys("phoenix").values().keySet())
                .isEqualTo(before.values().keySet());
        assertThat(logsIn(before)).isTrue();
        assertThat(LAKOU.client().v1().events().inNamespace("secrets").list().getItems())
                .anySatisfy(event -> assertThat(event.getReason() + event.getMessage())
                        .startsWith("CredentialReplaced")
                        .contains("\"phoenix_user\"", "\"phoenix_user_2\""));
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

        await().until(() -> TEAM.keys("edited").equals(before));
    }

    @Test
    void isMendedWithTheSamePasswordWhateverItLoses() {
        TEAM.apply("garbled", "serverRef: {name: secrets}, secret: {metadata: {labels: {a: b}}}");
        TEAM.awaitReason("garbled", "Reconciled");
        var before = secret("garbled-database").require();
        List<UnaryOperator<SecretBuilder>> losses = List.of(
                secret -> secret.editMetadata()
                        .addToLabels("app.kubernetes.io/managed-by", "Helm")
                        .endMetadata(),
                secret -> secret.editMetadata().withLabels(null).endMetadata(),
                secret -> secret.editMetadata().withOwnerReferences().endMetadata(),
                secret -> secret.editMetadata()
                        .addToAnnotations("lakou.dev/rotated-at", "yesterday")
                        .endMetadata(),
                secret -> secret.addToData(Map.of("DB_PASSWORD", "/w==", "DB_USER", "Zm9v", "LD_PRELOAD", "eA==")),
                secret -> secret.withData(Map.of("PGPASSWORD", before.getData().get("PGPASSWORD"))));

        for (var loss : losses) {
            secret("garbled-database")
                    .edit(secret -> loss.apply(new SecretBuilder(secret)).build());

            await().untilAsserted(() -> {
                var mended = secret("garbled-database").require();
                assertThat(mended.getData()).isEqualTo(before.getData());
                assertThat(mended.getMetadata().getLabels())
                        .isEqualTo(before.getMetadata().getLabels());
                assertThat(mended.getMetadata().getAnnotations())
                        .isEqualTo(before.getMetadata().getAnnotations());
                assertThat(mended.getMetadata().getOwnerReferences())
                        .isEqualTo(before.getMetadata().getOwnerReferences());
            });
        }
    }

    @Test
    void isNeverReadForAPasswordThatNobodyIssued() {
        TEAM.apply("faked", "serverRef: {name: secrets}, suspend: true");
        var uid =
                LAKOU.serviceSchema("secrets", "faked").require().getMetadata().getUid();
        for (var name : List.of("faked-database", "aaa")) {
            LAKOU.manifests().apply(fake(name, uid));
        }

        TEAM.apply("faked", "serverRef: {name: secrets}");
        TEAM.awaitReason("faked", "Reconciled");

        var keys = TEAM.keys("faked").values();
        assertThat(keys).doesNotContainValue(KNOWN).doesNotContainKey("LD_PRELOAD");
        assertThat(secret("aaa").get()).isNull();
        LAKOU.manifests().apply(fake("faked-database", uid));
        await().untilAsserted(() -> assertThat(TEAM.keys("faked").values())
                .doesNotContainValue(KNOWN)
                .isEqualTo(keys));
    }

    @Test
    void isTakenBackWithItsPasswordAfterARestore() throws SQLException {
        TEAM.apply("restored", "serverRef: {name: secrets}");
        TEAM.awaitReason("restored", "Reconciled");
        var backup = secret("restored-database").require();
        TEAM.delete("restored");

        LAKOU.manifests()
                .apply(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("secrets")
                        .withName("restored-database")
                        .withLabels(backup.getMetadata().getLabels())
                        .endMetadata()
                        .withType(backup.getType())
                        .withData(backup.getData())
                        .build());
        TEAM.apply("restored", "serverRef: {name: secrets}");
        TEAM.awaitReason("restored", "Reconciled");

        assertThat(secret("restored-database").require().getData()).isEqualTo(backup.getData());
        try (var connection = TEAM.keys("restored").connect()) {
            assertThat(connection.getSchema()).isEqualTo("restored");
        }
    }

    @Test
    void isOneResourcesOnly() {
        for (var name : List.of("one", "other")) {
            TEAM.apply(name, "serverRef: {name: secrets}, secret: {name: shared}");
        }

        var decisions = Stream.of("one", "other").map(TEAM::awaitDecision).toList();

        assertThat(decisions).containsExactlyInAnyOrder("Reconciled", "SecretConflict");
        assertThat(LAKOU.keys("secrets", "shared").get("DB_USER"))
                .isEqualTo(decisions.indexOf("Reconciled") == 0 ? "one_user" : "other_user");
    }

    @Test
    void losesTheLabelsThatLeaveTheSpec() {
        TEAM.apply(
                "labelled", "serverRef: {name: secrets}, secret: {metadata: {labels: {team: a}, annotations: {b: c}}}");
        TEAM.awaitReason("labelled", "Reconciled");

        TEAM.apply("labelled", "serverRef: {name: secrets}");
        TEAM.awaitReason("labelled", "Reconciled");

        var metadata = secret("labelled-database").require().getMetadata();
        assertThat(metadata.getLabels()).doesNotContainKey("team");
        assertThat(metadata.getAnnotations()).doesNotContainKey("b");
    }

    @Test
    void keepsItsPasswordWhateverATemplateMakesOfTheUser() {
        TEAM.apply("pooled", "serverRef: {name: secrets}, secret: {template: {DB_USER: '{{user}}.ref123'}}");
        TEAM.awaitReason("pooled", "Reconciled");
        var version = version("pooled-database");

        TEAM.apply(
                "pooled",
                "serverRef: {name: secrets}, secret: {template: {DB_USER: '{{user}}.ref123'}}, connectionLimit: 3");
        TEAM.awaitReason("pooled", "Reconciled");

        assertThat(version("pooled-database")).isEqualTo(version);
        assertThat(TEAM.keys("pooled").get("DB_USER")).isEqualTo("pooled_user.ref123");
    }

    @Test
    void letsARotationWaitWhileItIsImmutable() {
        TEAM.apply("fixed", "serverRef: {name: secrets}");
        TEAM.awaitReason("fixed", "Reconciled");
        secret("fixed-database")
                .edit(secret -> new SecretBuilder(secret).withImmutable(true).build());

        TEAM.annotate("fixed", "lakou.dev/rotate", "now");

        await().untilAsserted(() -> assertThat(
                        requireNonNull(TEAM.status("fixed").orElseThrow().rotation())
                                .message())
                .contains("rotation waits", "\"fixed-database\" is immutable"));
        TEAM.awaitReason("fixed", "Reconciled");
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
        await().until(() -> LAKOU.client()
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

    /** As somebody makes it who may create Secrets and not read them. */
    private static Secret fake(String name, String uid) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace("secrets")
                .withName(name)
                .addToLabels("app.kubernetes.io/managed-by", "lakou")
                .addNewOwnerReference()
                .withApiVersion("lakou.dev/v1alpha1")
                .withKind("ServiceSchema")
                .withName("faked")
                .withUid(uid)
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withStringData(Map.of("DB_USER", "faked_user", "DB_PASSWORD", KNOWN, "LD_PRELOAD", "/tmp/x.so"))
                .build();
    }

    private static Resource<Secret> secret(String name) {
        return LAKOU.client().secrets().inNamespace("secrets").withName(name);
    }

    private static String version(String secret) {
        return secret(secret).require().getMetadata().getResourceVersion();
    }
}
