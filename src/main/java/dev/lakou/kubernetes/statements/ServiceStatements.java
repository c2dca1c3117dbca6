package dev.lakou.kubernetes.statements;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.Patterns;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.SharedServers;
import dev.lakou.database.SlowStatements;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.access.ResourceIndex;
import dev.lakou.kubernetes.leadership.LeaderFence;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.server.NamespaceAccess;
import dev.lakou.kubernetes.server.ServerIndex;
import dev.lakou.model.Marker;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.ext.web.handler.HttpException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what the statements of a ServiceSchema took on its server. */
@Singleton
class ServiceStatements {
    private final CallerReview callers;
    private final ResourceIndex resources;
    private final ServerIndex index;
    private final SharedServers servers;
    private final Installation installation;
    private final LeaderFence fence;
    private final KubernetesClient client;

    ServiceStatements(
            CallerReview callers,
            ResourceIndex resources,
            ServerIndex index,
            SharedServers servers,
            Installation installation,
            LeaderFence fence,
            KubernetesClient client) {
        this.callers = callers;
        this.resources = resources;
        this.index = index;
        this.servers = servers;
        this.installation = installation;
        this.fence = fence;
        this.client = client;
    }

    /** @throws HttpException when whoever asks may not know it, or it cannot be known */
    ToldStatements of(Optional<String> authorization, String namespace, String name) {
        if (!isName(namespace) || !isName(name)) {
            throw new HttpException(404, "No ServiceSchema has such a name.");
        }
        callers.require(authorization, namespace, name);
        if (!fence.lasts()) {
            throw new HttpException(
                    503,
                    "This replica waits and has no connections. The pod that acts: kubectl get lease -n %s lakou -o jsonpath={.spec.holderIdentity}"
                            .formatted(installation.namespace()));
        }
        var schema = resources
                .schema(namespace, name)
                .orElseThrow(() -> new HttpException(
                        404, "There is no ServiceSchema \"%s\" in the namespace \"%s\".".formatted(name, namespace)));
        var server = admitted(schema);
        return ToldStatements.of(server, told(server, installation.marker(schema)));
    }

    /** Whoever is not let in learns nothing of a server. */
    private String admitted(ServiceSchema schema) {
        var name = EffectiveServer.of(schema);
        var namespace = schema.getMetadata().getNamespace();
        var server = index.all()
                .filter(one -> one.getMetadata().getName().equals(name))
                .filter(one -> isAdmitted(one, namespace))
                .findFirst();
        return server.map(one -> one.getMetadata().getName())
                .orElseThrow(() -> new HttpException(
                        403, "No DatabaseServer \"%s\" lets the namespace \"%s\" in.".formatted(name, namespace)));
    }

    private boolean isAdmitted(DatabaseServer server, String namespace) {
        try {
            return Optional.ofNullable(client.namespaces().withName(namespace).get())
                    .filter(found -> NamespaceAccess.allows(server, found))
                    .isPresent();
        } catch (KubernetesClientException e) {
            throw new HttpException(503, "Kubernetes does not answer just now. Try again.");
        }
    }

    private SlowStatements told(String server, Marker service) {
        var open = servers.find(server)
                .orElseThrow(() ->
                        new HttpException(503, "Lakou has not reached DatabaseServer \"%s\" yet.".formatted(server)));
        try {
            var told = open.server().slowStatements(service);
            if (!told.missing().isEmpty()) {
                throw new HttpException(
                        503,
                        told.missing().stream().map(ServiceStatements::remedy).collect(Collectors.joining("\n")));
            }
            return told;
        } catch (DatabaseException e) {
            throw new HttpException(503, String.valueOf(e.getMessage()));
        }
    }

    private static String remedy(Shortcoming shortcoming) {
        return "%s A DBA can run:\n%s".formatted(shortcoming.what(), shortcoming.statement());
    }

    private static boolean isName(String text) {
        return text.length() <= 253 && text.matches(Patterns.NAME);
    }
}
