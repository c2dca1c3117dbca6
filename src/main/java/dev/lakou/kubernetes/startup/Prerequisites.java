package dev.lakou.kubernetes.startup;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.Installation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import org.jboss.logging.Logger;

/** Ends the process with plain words when something is missing that only the platform team can bring. */
@Singleton
class Prerequisites {
    private static final Logger LOG = Logger.getLogger(Prerequisites.class);
    private static final List<WatchedKind> KINDS = List.of(
            new WatchedKind(DatabaseServer.class),
            new WatchedKind(ServiceSchema.class),
            new WatchedKind(SchemaReader.class),
            new WatchedKind(SchemaMove.class));

    private final KubernetesClient client;
    private final Provider<Installation> installation;

    /** @param installation made here first, since making it asks the API server */
    Prerequisites(KubernetesClient client, Provider<Installation> installation) {
        this.client = client;
        this.installation = installation;
    }

    void check(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
        var missing = missing();
        if (!missing.isEmpty()) {
            LOG.errorf("Lakou cannot start. %s", String.join(" ", missing));
            // Nothing is open yet. An orderly end of a half begun start would be a stack trace.
            Runtime.getRuntime().halt(1);
        }
    }

    private List<String> missing() {
        try {
            var discovery = new Discovery(client);
            var definitions = KINDS.stream()
                    .flatMap(kind -> kind.definitionViolation(discovery).stream())
                    .toList();
            return definitions.isEmpty() ? forbidden() : definitions;
        } catch (KubernetesClientException e) {
            return List.of("The API server %s: %s".formatted(client.getMasterUrl(), e.getMessage()));
        }
    }

    private List<String> forbidden() {
        var namespaces =
                installation.get().watchedNamespaces().stream().sorted().toList();
        return KINDS.stream()
                .flatMap(kind ->
                        namespaces.stream().flatMap(namespace -> kind.namespaceViolation(client, namespace).stream()))
                .toList();
    }
}
