package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus.Phase;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/** How many moves are in each phase. */
@Singleton
class MoveGauge {
    private volatile Optional<IndexedResourceCache<SchemaMove>> moves = Optional.empty();

    MoveGauge(MeterRegistry registry) {
        Stream.of(Phase.values()).forEach(phase -> Gauge.builder("lakou.moves", this, gauge -> gauge.count(phase))
                .description("SchemaMoves by their phase")
                .tag("phase", phase.name())
                .register(registry));
    }

    /** Looks them up in this cache from now on. */
    void of(IndexedResourceCache<SchemaMove> cache) {
        moves = Optional.of(cache);
    }

    private long count(Phase phase) {
        return moves.stream()
                .flatMap(cache -> cache.list(move -> StatusDraft.phase(move) == phase))
                .count();
    }
}
