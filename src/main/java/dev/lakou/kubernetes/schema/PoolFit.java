package dev.lakou.kubernetes.schema;

import dev.lakou.api.PoolHints;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the pool that a service is told fits the connections that each of its logins may have. */
final class PoolFit {
    private PoolFit() {}

    static Optional<Outcome> trouble(ServiceSchema resource, DesiredSchema service) {
        return Optional.ofNullable(resource.getSpec().pool())
                .filter(pool -> pool.size() != null)
                .flatMap(pool -> trouble(pool, service));
    }

    private static Optional<Outcome> trouble(PoolHints pool, DesiredSchema service) {
        var size = Optional.ofNullable(pool.size()).orElse(0);
        var overflow = Optional.ofNullable(pool.maxOverflow()).orElse(0);
        var tooNarrow = limits(service)
                .filter(one -> one.limit() != Role.UNLIMITED && one.limit() < size + overflow)
                .map(one -> "\"%s\" may have %d".formatted(one.user(), one.limit()))
                .collect(Collectors.joining(", "));
        return tooNarrow.isEmpty()
                ? Optional.empty()
                : Optional.of(new Outcome(
                        Reason.PoolExceedsLimit,
                        "spec.pool lets each process open %d + %d connections, and %s: the server refuses the others. Lower spec.pool, or raise connectionLimit; it counts all processes together."
                                .formatted(size, overflow, tooNarrow)));
    }

    private static Stream<Limit> limits(DesiredSchema service) {
        return Stream.concat(
                Stream.of(new Limit(service.user(), service.connectionLimit())),
                service.additionalUsers().stream().map(user -> new Limit(user.user(), user.connectionLimit())));
    }

    private record Limit(Identifier user, int limit) {}
}
