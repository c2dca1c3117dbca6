package dev.lakou.bench;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import dev.lakou.bench.BenchmarkServer.Administrator;
import dev.lakou.endtoend.InstalledLakou;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the benchmarks run; how long things take is no matter of a test, how much is asked for is. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18})
class ServiceBenchmarkIT {

    @Test
    void tellsWhatAServiceCosts() throws Exception {
        var lakou = InstalledLakou.shared();
        var benchmark =
                new ServiceBenchmark(lakou, BenchmarkServer.start("postgresql", Administrator.CREATEROLE, lakou));

        var figures = benchmark.run(20, Duration.ofSeconds(1));

        assertThat(figures).extracting(Figures::what).contains("20 at once", "one right taken away");
        assertThat(figures)
                .filteredOn(one -> one.what().equals("20 at once"))
                .singleElement()
                .satisfies(
                        one -> assertThat(one.values())
                                .extractingByKey("requests", as(DOUBLE))
                                .isBetween(3.0, 10.0),
                        one -> assertThat(one.values())
                                .extractingByKey("transact.", as(DOUBLE))
                                .isBetween(1.0, 20.0));
    }

    @Test
    void tellsWhatItCostsToReadWhatServicesUse() throws Exception {
        try (var benchmark = new UsageBenchmark("postgresql")) {
            var figures = benchmark.run(List.of(2, 3));

            assertThat(figures)
                    .extracting(figure -> figure.values().get("told"))
                    .containsExactly(2, 3);
        }
    }
}
