package dev.lakou.kubernetes.startup;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Ends the process with plain words when something is missing that only the platform team can bring. */
@Singleton
class Prerequisites {
    private static final Logger LOG = Logger.getLogger(Prerequisites.class);
    private static final List<WatchedKind> KINDS = List.of(
            WatchedKind.of(DatabaseServer.class),
            WatchedKind.of(ServiceSchema.class),
            WatchedKind.of(SchemaReader.class));

    private final KubernetesClient client;
    private final Set<String> watchedNamespaces;

    Prerequisites(
            KubernetesClient client, @ConfigProperty(name = "lakou.watch-namespaces") Optional<Set<String>> watched) {
        this.client = client;
        this.watchedNamespaces = watched.orElse(Set.of());
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
            var definitions = KINDS.stream()
                    .flatMap(kind -> kind.definitionMistake(client).stream())
                    .toList();
            return definitions.isEmpty() ? forbidden() : definitions;
        } catch (KubernetesClientException e) {
            return List.of("The API server %s: %s".formatted(client.getMasterUrl(), e.getMessage()));
        }
    }

    private List<String> forbidden() {
        return KINDS.stream().flatMap(this::forbidden).toList();
    }

    private Stream<String> forbidden(WatchedKind kind) {
        return watchedNamespaces.stream()
                .sorted()
                .flatMap(namespace -> kind.namespaceMistake(client, namespace).stream());
    }
}
