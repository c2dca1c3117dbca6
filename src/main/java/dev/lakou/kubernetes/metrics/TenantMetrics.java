package dev.lakou.kubernetes.metrics;

import dev.lakou.api.DatabaseServer;
import dev.lakou.database.TenantUsage;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.access.ResourceIndex;
import dev.lakou.kubernetes.server.ServerIndex;
import dev.lakou.kubernetes.status.ReconcileCounts;
import dev.lakou.kubernetes.usage.ServerReadings;
import dev.lakou.kubernetes.usage.ServerReadings.Reading;
import dev.lakou.kubernetes.usage.UsageWatch;
import dev.lakou.kubernetes.watchdog.WatchdogCounts;
import dev.lakou.model.Marker;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is told of servers and of those on them: what they are in Kubernetes, and what their server says that they use. */
@Singleton
class TenantMetrics {
    private final ServerIndex servers;
    private final ResourceIndex resources;
    private final UsageWatch usage;
    private final ReconcileCounts counts;
    private final WatchdogCounts watchdog;
    private final Installation installation;

    TenantMetrics(
            ServerIndex servers,
            ResourceIndex resources,
            UsageWatch usage,
            ReconcileCounts counts,
            WatchdogCounts watchdog,
            Installation installation) {
        this.servers = servers;
        this.resources = resources;
        this.usage = usage;
        this.counts = counts;
        this.watchdog = watchdog;
        this.installation = installation;
    }

    List<Sample> samples() {
        var readings = usage.all();
        var samples = new ArrayList<Sample>();
        servers.all()
                .forEach(server -> samples.addAll(of(
                        server,
                        Optional.ofNullable(readings.get(server.getMetadata().getName())))));
        return samples;
    }

    private List<Sample> of(DatabaseServer server, Optional<ServerReadings> readings) {
        var name = server.getMetadata().getName();
        var samples = new ArrayList<>(ServerSamples.of(server, readings));
        var latest = readings.flatMap(ServerReadings::latest);
        var services =
                resources.schemasOn(name).map(one -> Resident.of(one, server)).toList();
        var readers =
                resources.readersOn(name).map(one -> Resident.of(one, server)).toList();
        samples.addAll(of("lakou.service", Marker.Kind.SERVICE, server, services, latest));
        samples.addAll(of("lakou.reader", Marker.Kind.READER, server, readers, latest));
        samples.addAll(WatchdogSamples.of(name, ServerSamples.tags(server), services, watchdog.all()));
        samples.addAll(WatchdogSamples.of(name, ServerSamples.tags(server), readers, watchdog.all()));
        return samples;
    }

    private List<Sample> of(
            String prefix,
            Marker.Kind kind,
            DatabaseServer server,
            Collection<Resident> residents,
            Optional<Reading> latest) {
        return TenantSamples.of(
                prefix, ServerSamples.tags(server), residents, usage(kind, residents, latest), latest, counts.drifts());
    }

    /** A server may have tenants of other clusters and other DatabaseServers. */
    private Map<Resident, TenantUsage> usage(
            Marker.Kind kind, Collection<Resident> residents, Optional<Reading> latest) {
        var told = new HashMap<Marker, TenantUsage>();
        latest.ifPresent(reading -> reading.usage().tenants().forEach(one -> told.put(one.marker(), one)));
        var usage = new HashMap<Resident, TenantUsage>();
        for (var resident : residents) {
            var marker = new Marker(installation.clusterUid(), kind, resident.namespace(), resident.name());
            Optional.ofNullable(told.get(marker)).ifPresent(used -> usage.put(resident, used));
        }
        return usage;
    }
}
