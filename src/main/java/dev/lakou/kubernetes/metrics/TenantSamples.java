package dev.lakou.kubernetes.metrics;

import dev.lakou.database.TenantUsage;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.database.TenantUsage.Storage;
import dev.lakou.kubernetes.status.ReconcileCounts.Drift;
import dev.lakou.kubernetes.usage.ServerReadings.Reading;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is told of the tenants of one kind on one server. */
final class TenantSamples {
    /** More than these are told together, under a name that no resource can have. */
    static final int MOST = 1000;

    private static final String OTHERS = "*";

    private final String prefix;
    private final Tags server;
    private final Optional<Reading> reading;
    private final Map<Drift, Long> drifts;
    private final List<Sample> samples = new ArrayList<>();

    private TenantSamples(String prefix, Tags server, Optional<Reading> reading, Map<Drift, Long> drifts) {
        this.prefix = prefix;
        this.server = server;
        this.reading = reading;
        this.drifts = drifts;
    }

    /**
     * @param prefix {@code lakou.service} or {@code lakou.reader}
     * @param residents those that say to be there
     * @param usage what the server says of those, by their names
     */
    static List<Sample> of(
            String prefix,
            Tags server,
            Collection<Resident> residents,
            Map<Resident, TenantUsage> usage,
            Optional<Reading> reading,
            Map<Drift, Long> drifts) {
        var all = new TenantSamples(prefix, server, reading, drifts);
        var foremost = Foremost.of(usage.values(), MOST);
        all.addUsage(usage, foremost);
        for (var resident : residents) {
            var isForemost = Optional.ofNullable(usage.get(resident))
                    .filter(foremost::contains)
                    .isPresent();
            if (isForemost || !resident.isReady() || residents.size() <= MOST) {
                all.add(resident);
            }
        }
        all.addReasons(residents);
        return all.samples;
    }

    private void addUsage(Map<Resident, TenantUsage> usage, Set<TenantUsage> foremost) {
        var others = new ArrayList<TenantUsage>();
        usage.forEach((resident, used) -> {
            if (foremost.contains(used)) {
                samples.addAll(UsageSamples.of(
                        prefix,
                        tags(resident.namespace(), resident.name()),
                        used.storage(),
                        used.sessions(),
                        reading.map(Reading::statements).map(totals -> totals.get(used.marker()))));
            } else {
                others.add(used);
            }
        });
        // Totals are left out: they would fall whenever one is told singly from then on.
        samples.addAll(UsageSamples.of(
                prefix,
                tags(OTHERS, OTHERS),
                others.stream()
                        .map(TenantUsage::storage)
                        .flatMap(Optional::stream)
                        .reduce(Storage::plus),
                others.stream()
                        .map(TenantUsage::sessions)
                        .flatMap(Optional::stream)
                        .reduce(Sessions::plus),
                Optional.empty()));
        samples.add(Sample.gauge(
                prefix + ".summed",
                "",
                "How many small ones are told together, under the name *",
                server,
                others.size()));
    }

    private void add(Resident resident) {
        var tags = tags(resident.namespace(), resident.name());
        gauge("ready", "", "Whether it is as its spec says, and can be used", tags, resident.isReady() ? 1 : 0);
        gauge("connections.promised", "", "The connections that its server promises it", tags, resident.promised());
        gauge("settings.overridden", "", "Settings other than its server's defaults", tags, resident.overridden());
        resident.issued()
                .ifPresent(at ->
                        gauge("credential.timestamp", "seconds", "When its oldest credential was issued", tags, at));
        resident.due()
                .ifPresent(at -> gauge("rotation.due.timestamp", "seconds", "When its next rotation is due", tags, at));
        var drift = drifts.get(new Drift(resident.kind(), resident.namespace(), resident.name()));
        if (drift != null) {
            samples.add(Sample.total(
                    prefix + ".drifts", "", "How often it was found changed by hand on the server", tags, drift));
        }
    }

    private void addReasons(Collection<Resident> residents) {
        residents.stream()
                .collect(Collectors.groupingBy(
                        resident -> Tags.of("ready", resident.ready(), "reason", resident.reason()),
                        Collectors.counting()))
                .forEach((reason, count) -> samples.add(Sample.gauge(
                        prefix + ".resources",
                        "",
                        "How many there are, by the reason of their condition Ready",
                        server.and(reason),
                        count)));
    }

    private Tags tags(String namespace, String name) {
        return server.and("namespace", namespace, "name", name);
    }

    private void gauge(String name, String unit, String description, Tags tags, double value) {
        samples.add(Sample.gauge(prefix + '.' + name, unit, description, tags, value));
    }
}
