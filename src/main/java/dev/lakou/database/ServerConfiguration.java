package dev.lakou.database;

import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.util.Optional;

/**
 * Everything needed to reach a server as its administrator. Two equal configurations are served by one pool.
 *
 * @param database the shared database; PostgreSQL only
 * @param endpoint where services are told to come in, where that is not the server itself
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
        Optional<Address> endpoint,
        Optional<Address> replica,
        ServerPolicy policy) {

    /** One on which nobody who is there already loses anything, and that services reach as Lakou does. */
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
                Optional.empty(),
                replica,
                ServerPolicy.CAREFUL);
    }

    /** Where the administrator comes in. */
    public Address address() {
        return new Address(host, port);
    }

    /** The same server by another address. */
    public ServerConfiguration by(Address other) {
        return new ServerConfiguration(
                engine,
                other.host(),
                other.port(),
                database,
                username,
                password,
                tls,
                maxConnections,
                endpoint,
                replica,
                policy);
    }

    /** The same server with another policy. */
    public ServerConfiguration with(ServerPolicy other) {
        return new ServerConfiguration(
                engine, host, port, database, username, password, tls, maxConnections, endpoint, replica, other);
    }

    /** The same server with another insistence on TLS. */
    public ServerConfiguration with(TlsMode mode) {
        return new ServerConfiguration(
                engine,
                host,
                port,
                database,
                username,
                password,
                new Tls(mode, tls.certificateAuthority(), tls.clientCertificate()),
                maxConnections,
                endpoint,
                replica,
                policy);
    }

    /** The same server, which services are told to reach by another address. */
    public ServerConfiguration withEndpoint(Address other) {
        return new ServerConfiguration(
                engine,
                host,
                port,
                database,
                username,
                password,
                tls,
                maxConnections,
                Optional.of(other),
                replica,
                policy);
    }

    /** Where a server listens. */
    public record Address(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
