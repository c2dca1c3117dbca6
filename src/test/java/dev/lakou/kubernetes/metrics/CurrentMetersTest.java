package dev.lakou.kubernetes.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurrentMetersTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CurrentMeters meters = new CurrentMeters(registry);

    @Test
    void tellsUnitsAndTotalsAsPrometheusNamesThem() {
        meters.tell(List.of(size("orders", 5), calls("orders", 7)));

        assertThat(registry.scrape())
                .contains("lakou_service_table_bytes{name=\"orders\",} 5.0")
                .contains("lakou_service_statements_total{name=\"orders\",} 7.0");
    }

    @Test
    void tellsTheLatestValue() {
        meters.tell(List.of(size("orders", 5), calls("orders", 7)));

        meters.tell(List.of(size("orders", 6), calls("orders", 9)));

        assertThat(registry.scrape())
                .contains("lakou_service_table_bytes{name=\"orders\",} 6.0")
                .contains("lakou_service_statements_total{name=\"orders\",} 9.0");
    }

    @Test
    void tellsNothingOfWhatIsGone() {
        meters.tell(List.of(size("orders", 5), size("billing", 5), calls("orders", 7)));

        meters.tell(List.of(size("billing", 5)));

        assertThat(registry.scrape()).contains("billing").doesNotContain("orders");
    }

    @Test
    void tellsAgainOfWhatCameBack() {
        meters.tell(List.of(size("orders", 5)));
        meters.tell(List.of());

        meters.tell(List.of(size("orders", 8)));

        assertThat(registry.scrape()).contains("lakou_service_table_bytes{name=\"orders\",} 8.0");
    }

    private static Sample size(String name, double value) {
        return Sample.gauge("lakou.service.table", "bytes", "Size", Tags.of("name", name), value);
    }

    private static Sample calls(String name, double value) {
        return Sample.total("lakou.service.statements", "", "Calls", Tags.of("name", name), value);
    }
}
