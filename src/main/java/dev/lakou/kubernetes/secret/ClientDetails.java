package dev.lakou.kubernetes.secret;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.api.PoolHints;
import dev.lakou.api.SecretSpec;
import dev.lakou.connection.ClientTls;
import dev.lakou.connection.ConnectionDetails;
import dev.lakou.connection.Endpoint;
import dev.lakou.connection.Pool;
import dev.lakou.connection.Pooler;
import dev.lakou.connection.Preset;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.kubernetes.server.Durations;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers what a client is told about its connection to one server. */
public final class ClientDetails {
    private final DatabaseServer server;
    private final ServerConfiguration configuration;

    public ClientDetails(ResolvedServer resolved) {
        this.server = resolved.resource();
        this.configuration = resolved.configuration();
    }

    /**
     * @param searchPath where the client looks for names, its own schema first
     * @param connectionLimit how many connections its login may have, or {@link Role#UNLIMITED}
     * @param onlyReads whether it is sent to the replica, where there is one
     */
    public ConnectionDetails of(
            Credential credential,
            List<Identifier> searchPath,
            int connectionLimit,
            boolean onlyReads,
            Optional<SecretSpec> secret,
            Optional<PoolHints> pool) {
        var schema = searchPath.get(0);
        return new ConnectionDetails(
                flavor(),
                endpoint(onlyReads),
                configuration.database().orElse(schema),
                schema,
                credential,
                searchPath,
                secret.map(SecretSpec::searchPathInUrl).orElse(true),
                pool.map(ClientDetails::pool),
                Optional.of(connectionLimit).filter(limit -> limit != Role.UNLIMITED),
                Optional.of(new ClientTls(
                        configuration.tls().mode(), configuration.tls().certificateAuthority(), Optional.empty())),
                secret.map(SecretSpec::preset)
                        .flatMap(preset -> Preset.titled(preset.name()))
                        .orElse(Preset.GENERIC),
                new TreeMap<>(secret.map(SecretSpec::template).orElse(Map.of())));
    }

    private Flavor flavor() {
        return Optional.ofNullable(server.getStatus())
                .map(DatabaseServerStatus::flavor)
                .flatMap(Flavor::named)
                .orElseThrow(() -> new IllegalStateException("A server that is ready has a flavor."));
    }

    private Endpoint endpoint(boolean onlyReads) {
        var replica = configuration.replica().filter(address -> onlyReads);
        if (replica.isPresent()) {
            return new Endpoint(replica.get().host(), replica.get().port(), Optional.empty());
        }
        var told = configuration.endpoint().orElse(configuration.address());
        return new Endpoint(
                told.host(),
                told.port(),
                Optional.ofNullable(server.getSpec().endpoint())
                        .map(DatabaseServerSpec.Endpoint::pooler)
                        .map(pooler -> Pooler.PGBOUNCER));
    }

    private static Pool pool(PoolHints hints) {
        return new Pool(
                Optional.ofNullable(hints.size()),
                Optional.ofNullable(hints.maxOverflow()),
                Optional.ofNullable(hints.recycle()).map(text -> Durations.parse("pool.recycle", text)),
                Optional.ofNullable(hints.prePing()));
    }
}
