package dev.lakou.kubernetes.metrics;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The framework's own meters. Its extension would make them before there is a registry, and so for nobody. */
final class OperatorMetrics {
    private static final String EVENTS = "events.received";
    private static final String ACTION = "action";

    private OperatorMetrics() {}

    @Produces
    @Singleton
    static Metrics metrics(MeterRegistry registry) {
        return MicrometerMetricsV2.newBuilder(registry).build();
    }

    /** Prometheus wants the same labels on each meter of a name; this one comes with and without (JOSDK #3038). */
    @Produces
    @Singleton
    static MeterFilter sameLabels() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().equals(EVENTS) && id.getTag(ACTION) == null
                        ? id.withTag(Tag.of(ACTION, "UNKNOWN"))
                        : id;
            }
        };
    }
}
