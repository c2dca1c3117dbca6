package dev.lakou.kubernetes.schema;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.api.PoolHints;
import dev.lakou.api.SecretSpec;
import dev.lakou.api.ServiceSchema;
import dev.lakou.connection.ClientTls;
import dev.lakou.connection.ConnectionDetails;
import dev.lakou.connection.Endpoint;
import dev.lakou.connection.Pool;
import dev.lakou.connection.Pooler;
import dev.lakou.connection.Preset;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.kubernetes.server.Durations;
import dev.lakou.model.Credential;
import dev.lakou.model.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers what a service is told about its connection. */
final class ServiceDetails {
    private ServiceDetails() {}

    static ConnectionDetails of(
            ServiceSchema resource,
            DatabaseServer server,
            ServerConfiguration configuration,
            Room room,
            Credential credential) {
        var secret = Optional.ofNullable(resource.getSpec().secret());
        var searchPath = new ArrayList<>(List.of(room.schema()));
        searchPath.addAll(room.searchPath());
        return new ConnectionDetails(
                flavor(server),
                endpoint(server, configuration),
                configuration.database().orElse(room.schema()),
                room.schema(),
                credential,
                searchPath,
                secret.map(SecretSpec::searchPathInUrl).orElse(true),
                Optional.ofNullable(resource.getSpec().pool()).map(ServiceDetails::pool),
                Optional.of(new ClientTls(
                        configuration.tls().mode(), configuration.tls().certificateAuthority(), Optional.empty())),
                secret.map(SecretSpec::preset)
                        .flatMap(preset -> Preset.titled(preset.name()))
                        .orElse(Preset.GENERIC),
                new TreeMap<>(secret.map(SecretSpec::template).orElse(Map.of())));
    }

    private static Flavor flavor(DatabaseServer server) {
        return Optional.ofNullable(server.getStatus())
                .map(DatabaseServerStatus::flavor)
                .flatMap(Flavor::named)
                .orElseThrow(() -> new IllegalStateException("A server that is ready has a flavor."));
    }

    private static Endpoint endpoint(DatabaseServer server, ServerConfiguration configuration) {
        var told = Optional.ofNullable(server.getSpec().endpoint());
        return new Endpoint(
                told.map(DatabaseServerSpec.Endpoint::host).orElse(configuration.host()),
                told.map(DatabaseServerSpec.Endpoint::port).orElse(configuration.port()),
                told.map(DatabaseServerSpec.Endpoint::pooler).map(pooler -> Pooler.PGBOUNCER));
    }

    private static Pool pool(PoolHints hints) {
        return new Pool(
                Optional.ofNullable(hints.size()),
                Optional.ofNullable(hints.maxOverflow()),
                Optional.ofNullable(hints.recycle()).map(text -> Durations.parse("pool.recycle", text)),
                Optional.ofNullable(hints.prePing()));
    }
}
