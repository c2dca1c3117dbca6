package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;

/** Who is on one DatabaseServer. */
public record Tenants(DatabaseServer server, Collection<Tenant> all) {
    public Tenants {
        all = List.copyOf(all);
    }

    /** The sum of what they may hold. */
    int promised() {
        return all.stream().mapToInt(Tenant::connections).sum();
    }

    Tenants olderThan(HasMetadata resource) {
        return new Tenants(
                server,
                all.stream()
                        .filter(other -> Seniority.OLDEST_FIRST.compare(other.resource(), resource) < 0)
                        .toList());
    }
}
