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
 * @param policy what Lakou may do to those who are there without it
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
        Optional<Address> replica,
        ServerPolicy policy) {

    /** One on which nobody who is there already loses anything. */
    public ServerConfiguration(
            Engine engine,
            String host,
            int port,
            Optional<Identifier> database,
            String username,
            Password password,
            Tls tls,
            int maxConnections,
            Optional<Address> replica) {
        this(
                engine,
                host,
                port,
                database,
                username,
                password,
                tls,
                maxConnections,
                replica,
                ServerPolicy.CAREFUL);
    }

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
                Optional.empty(),
                policy));
    }

    /** The same server with another policy. */
    public ServerConfiguration with(ServerPolicy other) {
        return new ServerConfiguration(
                engine, host, port, database, username, password, tls, maxConnections, replica, other);
    }

    /** Where a server listens. */
    public record Address(String host, int port) {}
}
