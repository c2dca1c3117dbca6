package dev.lakou.kubernetes.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleCollectorTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private List<Sample> samples = List.of();

    SampleCollectorTest() {
        registry.getPrometheusRegistry().register(new SampleCollector(() -> samples));
    }

    @Test
    void tellsUnitsAndTotalsAsPrometheusNamesThem() {
        samples = List.of(size("orders", 5), calls("orders", 7));

        assertThat(registry.scrape())
                .contains("# TYPE lakou_service_table_bytes gauge")
                .contains("lakou_service_table_bytes{name=\"orders\",} 5.0")
                .contains("# TYPE lakou_service_statements_total counter")
                .contains("lakou_service_statements_total{name=\"orders\",} 7.0");
    }

    @Test
    void tellsOfManyInOneFamily() {
        samples = List.of(size("orders", 5), calls("orders", 7), size("billing", 3));

        assertThat(registry.scrape())
                .containsOnlyOnce("# TYPE lakou_service_table_bytes")
                .contains("{name=\"orders\",} 5.0")
                .contains("{name=\"billing\",} 3.0");
    }

    @Test
    void tellsWhatThereIsWhenItIsAsked() {
        samples = List.of(size("orders", 5), size("billing", 5));
        registry.scrape();

        samples = List.of(size("billing", 6));

        assertThat(registry.scrape()).contains("{name=\"billing\",} 6.0").doesNotContain("orders");
    }

    @Test
    void leavesTheMetersOfOthersWhereItsOwnFail() {
        registry.gauge("framework.value", 3);

        samples = List.of(Sample.gauge("lakou.broken", "", "", Tags.empty(), 1));
        registry.getPrometheusRegistry().register(new SampleCollector(() -> {
            throw new IllegalStateException("No index yet.");
        }));

        assertThat(registry.scrape()).contains("framework_value 3.0").contains("lakou_broken 1.0");
    }

    private static Sample size(String name, double value) {
        return Sample.gauge("lakou.service.table", "bytes", "Size", Tags.of("name", name), value);
    }

    private static Sample calls(String name, double value) {
        return Sample.total("lakou.service.statements", "", "Calls", Tags.of("name", name), value);
    }
}
