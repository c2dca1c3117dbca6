package dev.lakou.kubernetes.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.ServiceSchema;
import dev.lakou.model.Password;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DesiredSecretTest {
    private static final ServiceSchema OWNER = AccountBuilder.resource();
    private static final DesiredSecret DESIRED = desired(Map.of("team", "shop"));

    @Test
    void isSaidByWhatWasWritten() {
        assertThat(DESIRED.isSaidBy(written(), OWNER)).isTrue();
    }

    @Test
    void seesWhateverIsLost() {
        List<UnaryOperator<SecretBuilder>> losses = List.of(
                secret -> secret.editMetadata()
                        .removeFromLabels(SecretLabels.MANAGED_BY)
                        .endMetadata(),
                secret -> secret.editMetadata()
                        .addToLabels(SecretLabels.MANAGED_BY, "Helm")
                        .endMetadata(),
                secret -> secret.editMetadata().removeFromLabels("team").endMetadata(),
                secret -> secret.editMetadata().withLabels(null).endMetadata(),
                secret -> secret.editMetadata().withAnnotations(null).endMetadata(),
                secret -> secret.editMetadata()
                        .addToAnnotations("lakou.dev/rotations", "x")
                        .endMetadata(),
                secret -> secret.editMetadata().withOwnerReferences().endMetadata(),
                secret -> secret.removeFromData("DB_USER"),
                secret -> secret.addToData("LD_PRELOAD", "eA=="),
                secret -> secret.withData(null));

        assertThat(losses).allSatisfy(loss -> assertThat(DESIRED.isSaidBy(
                        loss.apply(new SecretBuilder(written())).build(), OWNER))
                .isFalse());
    }

    @Test
    void leavesAloneWhatOthersAdd() {
        var labelled = new SecretBuilder(written())
                .editMetadata()
                .addToLabels("argocd", "x")
                .addToAnnotations("note", "y")
                .endMetadata()
                .build();

        assertThat(DESIRED.isSaidBy(labelled, OWNER)).isTrue();
    }

    @Test
    void seesThatALabelLeftTheSpec() {
        assertThat(desired(Map.of()).isSaidBy(written(), OWNER)).isFalse();
    }

    @Test
    void knowsWhoseASecretIsByItsControllerAlone() {
        assertThat(ownership("ServiceSchema", "orders", "uid-of-orders", true)).isEqualTo(SecretOwnership.OURS);
        assertThat(ownership("ServiceSchema", "orders", "uid-of-orders", false)).isEqualTo(SecretOwnership.NOBODYS);
        assertThat(ownership("ServiceSchema", "orders", "former-uid", true)).isEqualTo(SecretOwnership.NOBODYS);
        assertThat(ownership("ServiceSchema", "other", "uid-of-other", true)).isEqualTo(SecretOwnership.ANOTHERS);
        assertThat(ownership("SchemaReader", "orders", "uid-of-reader", true)).isEqualTo(SecretOwnership.ANOTHERS);
    }

    private static SecretOwnership ownership(String kind, String name, String uid, boolean controller) {
        return SecretOwnership.of(
                new SecretBuilder()
                        .withNewMetadata()
                        .withOwnerReferences(new OwnerReferenceBuilder()
                                .withApiVersion("lakou.dev/v1alpha1")
                                .withKind(kind)
                                .withName(name)
                                .withUid(uid)
                                .withController(controller)
                                .build())
                        .endMetadata()
                        .build(),
                OWNER);
    }

    private static Secret written() {
        return DESIRED.secret(OWNER, Optional.empty());
    }

    private static DesiredSecret desired(Map<String, String> labels) {
        return new DesiredSecret(
                "orders-database",
                "Opaque",
                Map.of("DB_USER", "orders_user", "DB_PASSWORD", "secret"),
                labels,
                Map.of(),
                new IssuedPassword(new Password("secret"), 1, AccountBuilder.ISSUED, Optional.empty()));
    }
}
