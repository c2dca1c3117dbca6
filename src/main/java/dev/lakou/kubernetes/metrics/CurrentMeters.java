package dev.lakou.kubernetes.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The meters of what there is now: one that is not told again goes, so that nothing is told of what is gone. */
final class CurrentMeters {
    private final MeterRegistry registry;
    private final Map<Sample.Key, Told> told = new HashMap<>();

    CurrentMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    synchronized void tell(Collection<Sample> samples) {
        var gone = new HashSet<>(told.keySet());
        for (var sample : samples) {
            told.computeIfAbsent(sample.key(), key -> new Told(registry, sample)).value = sample.value();
            gone.remove(sample.key());
        }
        gone.forEach(key -> registry.remove(told.remove(key).meter));
    }

    /** A meter, and what it tells. */
    private static final class Told {
        private final Meter meter;
        private volatile double value;

        private Told(MeterRegistry registry, Sample sample) {
            this.meter = sample.isTotal()
                    ? FunctionCounter.builder(sample.name(), this, told -> told.value)
                            .baseUnit(unit(sample))
                            .description(sample.description())
                            .tags(sample.tags())
                            .register(registry)
                    : Gauge.builder(sample.name(), this, told -> told.value)
                            .baseUnit(unit(sample))
                            .description(sample.description())
                            .tags(sample.tags())
                            .register(registry);
        }

        private static @Nullable String unit(Sample sample) {
            return sample.unit().isEmpty() ? null : sample.unit();
        }
    }
}
