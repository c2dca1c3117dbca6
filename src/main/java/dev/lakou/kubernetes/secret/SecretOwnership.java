package dev.lakou.kubernetes.secret;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/** Whose a Secret is: its controller says so, and labels do not. */
enum SecretOwnership {
    OURS,
    /** Nobody's, as after a restore; or that of a resource of this very name which is gone. */
    NOBODYS,
    ANOTHERS;

    static SecretOwnership of(Secret secret, HasMetadata owner) {
        var controller = secret.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .findFirst();
        if (controller.isEmpty()) {
            return NOBODYS;
        }
        if (controller.get().getUid().equals(owner.getMetadata().getUid())) {
            return OURS;
        }
        return isNamesake(controller.get(), owner) ? NOBODYS : ANOTHERS;
    }

    private static boolean isNamesake(OwnerReference controller, HasMetadata owner) {
        return controller.getKind().equals(owner.getKind())
                && controller.getName().equals(owner.getMetadata().getName())
                && group(controller.getApiVersion()).equals(group(owner.getApiVersion()));
    }

    private static Optional<String> group(String apiVersion) {
        var slash = apiVersion.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(apiVersion.substring(0, slash));
    }
}
