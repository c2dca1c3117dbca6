package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.reading.Unreadable;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The resources that could not be read wholly: skipped, and counted. */
@Singleton
public class UnreadableResources {
    private static final int MOST_TRIES = 2;

    private final Map<String, Set<String>> uids = Stream.of(
                    DatabaseServer.class, ServiceSchema.class, SchemaReader.class, SchemaMove.class)
            .map(HasMetadata::getKind)
            .collect(Collectors.toUnmodifiableMap(Function.identity(), kind -> ConcurrentHashMap.newKeySet()));

    UnreadableResources(MeterRegistry registry) {
        uids.forEach((kind, some) -> Gauge.builder("lakou.unreadable.resources", some, Set::size)
                .description("Resources with a value in their spec that Lakou cannot read, and which it leaves alone")
                .tag("kind", kind)
                .register(registry));
    }

    /** @throws StalledException when some of the resource could not be read */
    public void requireReadable(HasMetadata resource) {
        var message = Unreadable.message(resource);
        if (message.isEmpty()) {
            forget(resource);
            return;
        }
        of(resource).add(resource.getMetadata().getUid());
        throw new StalledException(Reason.InvalidSpec, message.get());
    }

    /** Whether telling of it in its status was tried often enough: the API server may take no status beside such a spec. */
    public boolean isToldInVain(HasMetadata resource, Context<?> context) {
        return Unreadable.message(resource).isPresent()
                && context.getRetryInfo()
                        .filter(retry -> retry.getAttemptCount() >= MOST_TRIES)
                        .isPresent();
    }

    /** It is mended, or leaves. */
    public void forget(HasMetadata resource) {
        of(resource).remove(resource.getMetadata().getUid());
    }

    private Set<String> of(HasMetadata resource) {
        return uids.getOrDefault(resource.getKind(), ConcurrentHashMap.newKeySet());
    }
}
