package dev.lakou.kubernetes.access;

import dev.lakou.api.AccessSpec;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.model.Access;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What neighbours let a resource do, where all their schemas and tables are there. */
public final class ConsentedAccess {
    private ConsentedAccess() {}

    public static Set<Access> of(ServiceSchema asker, List<ServiceSchema> neighbours) {
        return Optional.ofNullable(asker.getSpec().access()).orElse(List.<AccessSpec>of()).stream()
                .flatMap(spec -> given(
                                asker, ResourceIndex.resource(asker, spec.schemaRef()), Request.of(spec), neighbours)
                        .map(Request.of(spec)::in))
                .collect(Collectors.toSet());
    }

    /** The services that the reader may read, in its order. */
    public static List<Names> of(SchemaReader asker, List<ServiceSchema> neighbours) {
        return asker.getSpec().schemas().stream()
                .flatMap(reference ->
                        given(asker, ResourceIndex.resource(asker, reference), Request.TO_READ, neighbours))
                .toList();
    }

    private static Stream<Names> given(
            HasMetadata asker, ResourceKey owner, Request request, List<ServiceSchema> neighbours) {
        return neighbours.stream()
                .filter(one -> ResourceKey.of(one).equals(owner))
                .filter(one -> Consent.given(one, ResourceKey.of(asker), request))
                .map(Names::of);
    }
}
