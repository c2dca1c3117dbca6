package dev.lakou.kubernetes.reconcile;

import dev.lakou.api.DatabaseServer;
import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.secret.SecretLabels;
import dev.lakou.kubernetes.server.TenantIndex;
import dev.lakou.kubernetes.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What, besides its own spec, makes a resource worth another look: its Secrets, server and namespace, and that this process
 * has opened the server.
 */
@Singleton
public class CommonEventSources {
    /** The index of the resources that name a DatabaseServer, in the cache of each kind that has causes. */
    private static final String BY_NAMESPACE = "by-namespace";

    private static final String BY_SECRET = "by-secret";

    private final SharedServers openServers;

    CommonEventSources(SharedServers openServers) {
        this.openServers = openServers;
    }

    /**
     * @param serverName the name of a resource's DatabaseServer
     * @param accounts its accounts, whose Secrets are looked at even when they no longer say whose they are
     */
    public <R extends HasMetadata> List<EventSource<?, R>> of(
            Class<R> kind,
            EventSourceContext<R> context,
            Function<R, String> serverName,
            Function<R, List<Account>> accounts) {
        var resources = context.getPrimaryCache();
        resources.addIndexers(Map.of(
                TenantIndex.BY_SERVER,
                resource -> List.of(serverName.apply(resource)),
                BY_NAMESPACE,
                resource -> List.of(resource.getMetadata().getNamespace()),
                BY_SECRET,
                resource -> accounts.apply(resource).stream()
                        .flatMap(account -> account.secrets().stream())
                        .map(name -> secretKey(resource, name))
                        .distinct()
                        .toList()));
        var byOwner = Mappers.<Secret>fromOwnerReferences(kind);
        var secrets = InformerEventSourceConfiguration.from(Secret.class, kind)
                .withLabelSelector(SecretLabels.selector(kind))
                .withSecondaryToPrimaryMapper(secret -> {
                    var owners = new HashSet<>(byOwner.toPrimaryResourceIDs(secret));
                    owners.addAll(ids(resources.byIndex(
                            BY_SECRET, secretKey(secret, secret.getMetadata().getName()))));
                    return owners;
                })
                .build();
        // What has no namespace is watched once, not once for each watched namespace.
        var servers = InformerEventSourceConfiguration.from(DatabaseServer.class, kind)
                .withWatchAllNamespaces()
                .withSecondaryToPrimaryMapper(server -> ids(resources.byIndex(
                        TenantIndex.BY_SERVER, server.getMetadata().getName())))
                .withPrimaryToSecondaryMapper((R resource) -> Set.of(new ResourceID(serverName.apply(resource))))
                .withOnUpdateFilter(CommonEventSources::concernsTenants)
                .build();
        var namespaces = InformerEventSourceConfiguration.from(Namespace.class, kind)
                .withWatchAllNamespaces()
                .withSecondaryToPrimaryMapper(namespace -> ids(
                        resources.byIndex(BY_NAMESPACE, namespace.getMetadata().getName())))
                .withPrimaryToSecondaryMapper((R resource) ->
                        Set.of(new ResourceID(resource.getMetadata().getNamespace())))
                .withOnUpdateFilter((namespace, before) -> !Objects.equals(
                        namespace.getMetadata().getLabels(),
                        before.getMetadata().getLabels()))
                .build();
        var openings = new SimpleInboundEventSource<R>("openings");
        openServers.whenOpened(
                name -> ids(resources.byIndex(TenantIndex.BY_SERVER, name)).forEach(openings::propagateEvent));
        return List.of(
                new InformerEventSource<>(secrets, context),
                new InformerEventSource<>(servers, context),
                new InformerEventSource<>(namespaces, context),
                openings);
    }

    /**
     * Its policy changed, it became ready or stopped being so; or it was opened as its newest spec says, which is a moment
     * after that spec is seen. Connections that became free concern only those who wait for some, and they ask again.
     */
    private static boolean concernsTenants(DatabaseServer server, DatabaseServer before) {
        return !server.getMetadata().getGeneration().equals(before.getMetadata().getGeneration())
                || !readiness(server).equals(readiness(before));
    }

    private static Optional<String> readiness(DatabaseServer server) {
        return Optional.ofNullable(server.getStatus())
                .flatMap(status -> Conditions.find(Conditions.READY, status.conditions()))
                .map((Condition ready) ->
                        ready.getStatus() + ready.getReason() + ready.getMessage() + ready.getObservedGeneration());
    }

    private static String secretKey(HasMetadata inNamespace, String name) {
        return inNamespace.getMetadata().getNamespace() + "/" + name;
    }

    private static Set<ResourceID> ids(List<? extends HasMetadata> resources) {
        return resources.stream().map(ResourceID::fromResource).collect(Collectors.toSet());
    }
}
