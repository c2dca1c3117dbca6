package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec.ServiceDefaults;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What holds for users of a server that do not say it themselves. */
public final class ServerDefaults {
    private ServerDefaults() {}

    /** Empty where neither says it. */
    public static Optional<Integer> connectionLimit(DatabaseServer server, @Nullable Integer own) {
        return Optional.ofNullable(own).or(() -> of(server).map(ServiceDefaults::connectionLimit));
    }

    /** The server's, with their own in their place. */
    public static SortedMap<String, String> settings(DatabaseServer server, @Nullable Map<String, String> own) {
        var settings = new TreeMap<String, String>();
        of(server).map(ServiceDefaults::settings).ifPresent(settings::putAll);
        Optional.ofNullable(own).ifPresent(settings::putAll);
        return settings;
    }

    private static Optional<ServiceDefaults> of(DatabaseServer server) {
        return Optional.ofNullable(server.getSpec().defaults());
    }
}
