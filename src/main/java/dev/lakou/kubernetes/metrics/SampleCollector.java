package dev.lakou.kubernetes.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheus.PrometheusNamingConvention;
import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells what there is when somebody asks. A meter for each number would have to be kept, told and taken away again for
 * thousands of services, asked for or not.
 */
final class SampleCollector extends Collector implements Collector.Describable {
    private static final Logger LOG = Logger.getLogger(SampleCollector.class);
    private static final PrometheusNamingConvention NAMES = new PrometheusNamingConvention();

    /** There are a dozen of them, and some on each of ten thousands of samples. */
    private final Map<String, String> labels = new ConcurrentHashMap<>();

    private final Supplier<List<Sample>> samples;

    SampleCollector(Supplier<List<Sample>> samples) {
        this.samples = samples;
    }

    /** Which there are is known when they are asked for. */
    @Override
    public List<MetricFamilySamples> describe() {
        return List.of();
    }

    @Override
    public List<MetricFamilySamples> collect() {
        try {
            var families = new LinkedHashMap<String, Family>();
            for (var sample : samples.get()) {
                families.computeIfAbsent(sample.name(), name -> new Family(sample, new ArrayList<>()))
                        .samples
                        .add(sample);
            }
            return families.values().stream().map(this::family).toList();
        } catch (RuntimeException e) {
            // What the framework tells is still told.
            LOG.error("The metrics of servers and services cannot be told just now.", e);
            return List.of();
        }
    }

    private MetricFamilySamples family(Family family) {
        var name = name(family.first);
        return new MetricFamilySamples(
                name,
                family.first.isTotal() ? Type.COUNTER : Type.GAUGE,
                family.first.description(),
                family.samples.stream()
                        .map(sample -> new MetricFamilySamples.Sample(
                                name,
                                sample.tags().stream()
                                        .map(Tag::getKey)
                                        .map(key -> labels.computeIfAbsent(key, NAMES::tagKey))
                                        .toList(),
                                sample.tags().stream().map(Tag::getValue).toList(),
                                sample.value()))
                        .toList());
    }

    private static String name(Sample sample) {
        return NAMES.name(sample.name(), sample.isTotal() ? Meter.Type.COUNTER : Meter.Type.GAUGE, unit(sample));
    }

    private static @Nullable String unit(Sample sample) {
        return sample.unit().isEmpty() ? null : sample.unit();
    }

    /** Those of one name, in their order. */
    private record Family(Sample first, List<Sample> samples) {}
}
