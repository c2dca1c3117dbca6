package dev.lakou.database.mysql;

import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerFactory;
import dev.lakou.database.SharedServer;
import dev.lakou.model.Identifier;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Opens MySQL and MariaDB servers. */
@Singleton
public final class MySqlServers implements ServerFactory {

    @Override
    public Engine engine() {
        return Engine.MYSQL;
    }

    @Override
    public Set<Identifier> roles(Identifier schema, List<Identifier> users) {
        return new HashSet<>(users);
    }

    @Override
    public SharedServer open(ServerConfiguration configuration) {
        return new MySqlServer(configuration);
    }
}
