package dev.lakou.database.jdbc;

import dev.lakou.database.TenantUsage;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.database.TenantUsage.Storage;
import dev.lakou.model.Marker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings together what several statements tell of each tenant; one may have several schemas and logins. */
public final class TenantUsages {
    private final Map<Marker, Storage> storage = new HashMap<>();
    private final Map<Marker, Sessions> sessions = new HashMap<>();
    private final Map<Marker, Statements> statements = new HashMap<>();

    public void add(String marker, Storage ofSchemas) {
        Marker.parse(marker).ifPresent(tenant -> storage.merge(tenant, ofSchemas, Storage::plus));
    }

    public void add(String marker, Sessions ofLogin) {
        Marker.parse(marker).ifPresent(tenant -> sessions.merge(tenant, ofLogin, Sessions::plus));
    }

    public void add(String marker, Statements ofRole) {
        Marker.parse(marker).ifPresent(tenant -> statements.merge(tenant, ofRole, Statements::plus));
    }

    public List<TenantUsage> all() {
        var tenants = new HashSet<>(storage.keySet());
        tenants.addAll(sessions.keySet());
        tenants.addAll(statements.keySet());
        return tenants.stream()
                .map(tenant -> new TenantUsage(
                        tenant,
                        Optional.ofNullable(storage.get(tenant)),
                        Optional.ofNullable(sessions.get(tenant)),
                        Optional.ofNullable(statements.get(tenant))))
                .toList();
    }
}
