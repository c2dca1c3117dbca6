package dev.lakou.database.postgresql;

import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerFactory;
import dev.lakou.database.SharedServer;
import jakarta.inject.Singleton;

/** Opens PostgreSQL servers. */
@Singleton
public final class PostgresServers implements ServerFactory {

    @Override
    public Engine engine() {
        return Engine.POSTGRESQL;
    }

    @Override
    public SharedServer open(ServerConfiguration configuration) {
        return new PostgresServer(configuration);
    }
}
