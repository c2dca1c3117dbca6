package dev.lakou.kubernetes.metrics;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Has Lakou's own samples told beside the meters of the framework. */
@Singleton
class SampleExport {
    private final TenantMetrics tenants;
    private final OperatorSamples operator;
    private final PrometheusMeterRegistry registry;

    SampleExport(TenantMetrics tenants, OperatorSamples operator, PrometheusMeterRegistry registry) {
        this.tenants = tenants;
        this.operator = operator;
        this.registry = registry;
    }

    void begin(@Observes StartupEvent event) {
        registry.getPrometheusRegistry().register(new SampleCollector(this::samples));
    }

    private List<Sample> samples() {
        var samples = new ArrayList<>(tenants.samples());
        samples.addAll(operator.samples());
        return samples;
    }
}
