package dev.lakou.database;

import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.util.Optional;

/**
 * Everything needed to reach a server as its administrator. Two equal configurations are served by one pool.
 *
 * @param database the shared database; PostgreSQL only
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
        int maxConnections) {}
