package dev.lakou.kubernetes.secret;

import dev.lakou.api.RotationSpec;
import dev.lakou.api.RotationStatus;
import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.api.SecretSpec;
import dev.lakou.api.ServiceSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account {@code orders_user} of ServiceSchema {@code orders}, with what a test is about. */
final class AccountBuilder {
    static final Identifier FIRST = new Identifier("orders_user");
    static final Identifier SECOND = new Identifier("orders_user_2");
    static final List<Identifier> TWO_LOGINS = List.of(FIRST, SECOND);
    static final List<Identifier> ONE_LOGIN = List.of(FIRST);
    static final Instant ISSUED = Instant.parse("2026-03-01T10:00:00Z");

    private final ServiceSchema resource = resource();
    private Optional<RotationSpec> rotation = Optional.empty();
    private Optional<RotationStatus> told = Optional.empty();

    static AccountBuilder anAccount() {
        return new AccountBuilder();
    }

    /** Its status tells of this issue, made by Lakou. */
    AccountBuilder recorded(int rotations, Phase phase, Password password) {
        told = Optional.of(new RotationStatus(
                phase,
                rotations,
                null,
                ISSUED.toString(),
                null,
                null,
                Fingerprint.of(password, build()).orElse(null)));
        return this;
    }

    /** Its status is that of a version which told of rotations alone. */
    AccountBuilder toldWithoutFingerprint(int rotations) {
        told = Optional.of(new RotationStatus(Phase.Steady, rotations, null, ISSUED.toString(), null, null, null));
        return this;
    }

    AccountBuilder requesting(String value) {
        resource.getMetadata().setAnnotations(Map.of(Account.ROTATE, value));
        return this;
    }

    AccountBuilder rotating(@Nullable String every, @Nullable String overlap) {
        rotation = Optional.of(new RotationSpec(every, overlap, null));
        return this;
    }

    AccountBuilder restarting(String... deployments) {
        rotation = Optional.of(new RotationSpec(null, null, List.of(deployments)));
        return this;
    }

    Account build() {
        return new Account(
                resource, FIRST, "orders-database", Optional.<SecretSpec>empty(), rotation, told, Optional.empty());
    }

    static ServiceSchema resource() {
        var resource = new ServiceSchema();
        resource.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("orders")
                .withUid("uid-of-orders")
                .build());
        return resource;
    }
}
