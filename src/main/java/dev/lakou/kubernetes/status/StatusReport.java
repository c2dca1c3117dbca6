package dev.lakou.kubernetes.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the statuses of one kind of resource. */
public interface StatusReport<R extends CustomResource<?, @Nullable S>, S> {

    /** A resource that says nothing yet. */
    R blank();

    List<Condition> conditions(S status);

    /** What is said of a resource that is not, or not known to be, as it should; what is known from before is kept. */
    S notReady(R resource, Outcome outcome);

    /** What the resource says already. */
    default List<Condition> current(R resource) {
        return Optional.ofNullable(resource.getStatus()).map(this::conditions).orElse(List.of());
    }

    /** Only what is ours to say: server-side apply would make us the owner of anything else that is in it. */
    default R patch(R resource, S status) {
        var patch = blank();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(resource.getMetadata().getName())
                .withNamespace(resource.getMetadata().getNamespace())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
