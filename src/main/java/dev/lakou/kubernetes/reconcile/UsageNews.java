package dev.lakou.kubernetes.reconcile;

import dev.lakou.api.DatabaseServer;
import dev.lakou.kubernetes.server.ServerIndex;
import dev.lakou.kubernetes.server.TenantIndex;
import dev.lakou.kubernetes.server.ToldUsage;
import dev.lakou.kubernetes.usage.UsageWatch;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Gives a turn to each tenant whose status should tell what it uses anew: nothing else may happen to it for an hour. */
@Singleton
class UsageNews {
    private final UsageWatch usage;
    private final ToldUsage told;
    private final ServerIndex servers;
    private final TenantIndex tenants;
    private final ReconcileTrigger triggers;

    UsageNews(UsageWatch usage, ToldUsage told, ServerIndex servers, TenantIndex tenants, ReconcileTrigger triggers) {
        this.usage = usage;
        this.told = told;
        this.servers = servers;
        this.tenants = tenants;
        this.triggers = triggers;
    }

    void begin(@Observes StartupEvent event) {
        usage.whenRead(name -> servers.find(name).ifPresent(this::trigger));
    }

    private void trigger(DatabaseServer server) {
        var name = server.getMetadata().getName();
        tenants.schemasOn(name)
                .filter(schema -> told.isNews(schema, server))
                .map(ResourceKey::of)
                .forEach(triggers::trigger);
        tenants.readersOn(name)
                .filter(reader -> told.isNews(reader, server))
                .map(ResourceKey::of)
                .forEach(triggers::trigger);
    }
}
