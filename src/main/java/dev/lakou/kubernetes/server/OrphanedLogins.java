package dev.lakou.kubernetes.server;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.status.StatusList;
import dev.lakou.model.Marker;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** The logins on a server that are open although their resource is gone, as one has that was let go. */
final class OrphanedLogins {
    private OrphanedLogins() {}

    /** In words, such as {@code orders_user of ServiceSchema shop/orders}. */
    static List<String> of(SharedServer server, Installation installation, TenantIndex tenants) {
        var orphans = server.openLogins().entrySet().stream()
                .filter(login -> installation.looksAfter(login.getValue()) && !tenants.isThere(login.getValue()))
                .map(login -> "%s of %s %s/%s"
                        .formatted(
                                login.getKey(),
                                kind(login.getValue()).getSimpleName(),
                                login.getValue().namespace(),
                                login.getValue().name()))
                .sorted()
                .toList();
        return StatusList.ofWords(orphans, "and %d more");
    }

    private static Class<? extends HasMetadata> kind(Marker marker) {
        return marker.kind() == Marker.Kind.READER ? SchemaReader.class : ServiceSchema.class;
    }
}
