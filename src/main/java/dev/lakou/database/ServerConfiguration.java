package dev.lakou.database;

import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.util.Optional;

/**
 * Everything needed to reach a server as its administrator. Two equal configurations are served by one pool.
 *
 * @param database the shared database; PostgreSQL only
 * @param replica a copy of the server that only reads, where additional users that only read come in
 * @param maxConnections size of the operator's own pool
 */
public record ServerConfiguration(
        Engine engine,
        String host,
        int port,
        Optional<Identifier> database,
        String username,
        Password password,
        Tls tls,
        int maxConnections,
        Optional<Address> replica) {

    /** The same server by way of its replica. */
    public Optional<ServerConfiguration> ofReplica() {
        return replica.map(address -> new ServerConfiguration(
                engine,
                address.host(),
                address.port(),
                database,
                username,
                password,
                tls,
                maxConnections,
                Optional.empty()));
    }

    /** Where a server listens. */
    public record Address(String host, int port) {}
}
