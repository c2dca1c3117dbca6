package dev.lakou.kubernetes.server;

import dev.lakou.api.AdoptionConsent;
import dev.lakou.api.AdoptionConsent.Deletion;
import dev.lakou.api.DatabaseServer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the platform team lets namespaces take over on one server: one entry must allow all of it. */
public record AdoptionConsents(List<AdoptionConsent> entries) {
    public AdoptionConsents {
        entries = List.copyOf(entries);
    }

    public static AdoptionConsents of(DatabaseServer server) {
        return new AdoptionConsents(
                Optional.ofNullable(server.getSpec().adoption()).orElse(List.of()));
    }

    public boolean allow(AdoptionRequest request) {
        return entries.stream().anyMatch(entry -> covers(entry, request));
    }

    /** Whether it may be dropped with the resource that took it over. */
    public boolean allowDeletion(AdoptionRequest request) {
        return entries.stream().anyMatch(entry -> entry.deletion() == Deletion.Delete && covers(entry, request));
    }

    private static boolean covers(AdoptionConsent entry, AdoptionRequest request) {
        var clusters = Optional.ofNullable(entry.fromClusters()).orElse(List.of());
        return matches(entry.namespaces(), List.of(request.namespace()))
                && matches(entry.schemas(), request.schemas())
                && matches(entry.users(), request.users())
                && clusters.containsAll(request.clusters());
    }

    private static boolean matches(List<String> patterns, Collection<String> names) {
        return names.stream()
                .allMatch(name -> patterns.stream().anyMatch(pattern -> new NamePattern(pattern).matches(name)));
    }
}
