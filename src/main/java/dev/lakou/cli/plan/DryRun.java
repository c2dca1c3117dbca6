package dev.lakou.cli.plan;

import dev.lakou.cli.terminal.Failures;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;

/** Asks the API server whether it would take a resource, by its own rules. */
record DryRun(KubernetesClient client, Terminal terminal) {
    private static final int UNPROCESSABLE = 422;

    /**
     * Whoever may not apply it is told the rest all the same.
     *
     * @throws StalledException when it would be refused
     */
    void of(HasMetadata resource) {
        try {
            client.resource(bare(resource))
                    .dryRun(true)
                    .fieldManager("kubectl-lakou")
                    .forceConflicts()
                    .serverSideApply();
        } catch (KubernetesClientException e) {
            if (e.getCode() == UNPROCESSABLE) {
                throw new StalledException(Reason.InvalidSpec, Failures.words(e));
            }
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            terminal.warn("The API server was not asked whether it takes %s \"%s\": %s"
                    .formatted(resource.getKind(), resource.getMetadata().getName(), Failures.words(e)));
        }
    }

    /** What people write of it, and no more. */
    private static HasMetadata bare(HasMetadata resource) {
        var bare = Serialization.clone(resource);
        bare.setMetadata(new ObjectMetaBuilder()
                .withNamespace(resource.getMetadata().getNamespace())
                .withName(resource.getMetadata().getName())
                .build());
        if (bare instanceof CustomResource<?, ?> custom) {
            custom.setStatus(null);
        }
        return bare;
    }
}
