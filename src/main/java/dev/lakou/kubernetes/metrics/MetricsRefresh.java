package dev.lakou.kubernetes.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Tells every few seconds what there is, more often than anybody scrapes it. */
@Singleton
class MetricsRefresh {
    private static final Logger LOG = Logger.getLogger(MetricsRefresh.class);
    private static final int EVERY_SECONDS = 5;

    private final TenantMetrics tenants;
    private final OperatorSamples operator;
    private final CurrentMeters meters;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "metrics"));

    MetricsRefresh(TenantMetrics tenants, OperatorSamples operator, MeterRegistry registry) {
        this.tenants = tenants;
        this.operator = operator;
        this.meters = new CurrentMeters(registry);
    }

    void begin(@Observes StartupEvent event) {
        thread.scheduleWithFixedDelay(this::refresh, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void end(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void refresh() {
        try {
            var samples = new ArrayList<>(tenants.samples());
            samples.addAll(operator.samples());
            meters.tell(samples);
        } catch (RuntimeException e) {
            // A task that throws would never run again.
            LOG.error("The metrics cannot be told just now.", e);
        }
    }
}
