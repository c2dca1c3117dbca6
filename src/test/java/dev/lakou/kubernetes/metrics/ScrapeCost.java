package dev.lakou.kubernetes.metrics;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaSpec;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.database.ServerUsage;
import dev.lakou.database.TenantUsage;
import dev.lakou.kubernetes.usage.ServerReadings.Reading;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one scrape of the services of a server costs the process that answers it.
 *
 * @param bytes of the answer
 * @param milliseconds of processor time
 */
public record ScrapeCost(int bytes, double milliseconds) {
    private static final int ROUNDS = 20;

    private static final String STATUS =
            """
            promisedConnections: 10
            rotation: {count: 1, lastTime: "2026-11-01T00:00:00Z", nextTime: "2026-12-01T00:00:00Z", phase: Steady}
            conditions: [{type: Ready, status: "True", reason: Reconciled, message: "", lastTransitionTime: "2026-11-01T00:00:00Z"}]
            """;

    /** Of services of which the server told this. */
    public static ScrapeCost of(ServerUsage usage) {
        var server = new DatabaseServer();
        server.setSpec(Serialization.unmarshal("engine: PostgreSQL", DatabaseServerSpec.class));
        server.getMetadata().setName("bench");
        var schemas = usage.tenants().stream().map(ScrapeCost::schema).toList();
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.getPrometheusRegistry().register(new SampleCollector(() -> samples(server, schemas, usage)));
        registry.scrape();
        var threads = ManagementFactory.getThreadMXBean();
        var begin = threads.getCurrentThreadCpuTime();
        var length = 0;
        for (var round = 0; round < ROUNDS; round++) {
            length = registry.scrape().length();
        }
        return new ScrapeCost(length, (threads.getCurrentThreadCpuTime() - begin) / 1e6 / ROUNDS);
    }

    private static List<Sample> samples(DatabaseServer server, List<ServiceSchema> schemas, ServerUsage usage) {
        var told = usage.tenants().stream().collect(Collectors.toMap(TenantUsage::marker, Function.identity()));
        var totals = usage.tenants().stream()
                .filter(tenant -> tenant.statements().isPresent())
                .collect(Collectors.toMap(
                        TenantUsage::marker, tenant -> tenant.statements().orElseThrow()));
        var used = new HashMap<Resident, TenantUsage>();
        for (var number = 0; number < schemas.size(); number++) {
            used.put(Resident.of(schemas.get(number), server), usage.tenants().get(number));
        }
        return TenantSamples.of(
                "lakou.service",
                Tags.of("server", "bench", "engine", "PostgreSQL"),
                used.keySet(),
                used,
                Optional.of(new Reading(usage, told, totals, Instant.EPOCH)),
                Map.of());
    }

    private static ServiceSchema schema(TenantUsage tenant) {
        var schema = new ServiceSchema();
        schema.getMetadata().setNamespace(tenant.marker().namespace());
        schema.getMetadata().setName(tenant.marker().name());
        schema.setSpec(Serialization.unmarshal("serverRef: {name: bench}", ServiceSchemaSpec.class));
        schema.setStatus(Serialization.unmarshal(STATUS, ServiceSchemaStatus.class));
        return schema;
    }
}
