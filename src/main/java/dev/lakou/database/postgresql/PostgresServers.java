package dev.lakou.database.postgresql;

import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerFactory;
import dev.lakou.database.SharedServer;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.model.Identifier;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Opens PostgreSQL servers. */
@Singleton
public final class PostgresServers implements ServerFactory {

    @Override
    public Engine engine() {
        return Engine.POSTGRESQL;
    }

    /** A user may be named like one of the groups, and is told so later. */
    @Override
    public Set<Identifier> roles(Identifier schema, List<Identifier> users) {
        var roles = new HashSet<>(
                List.of(PostgresNames.owner(schema), PostgresNames.readers(schema), PostgresNames.writers(schema)));
        for (var user : users) {
            roles.addAll(List.of(user, PostgresNames.secondLogin(user)));
        }
        return roles;
    }

    @Override
    public SharedServer open(ServerConfiguration configuration) {
        return new PostgresServer(configuration);
    }
}
