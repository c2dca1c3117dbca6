package dev.lakou.cli.cluster;

import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.SharedServer;
import dev.lakou.database.SharedServers;
import dev.lakou.database.mysql.MySqlServers;
import dev.lakou.database.postgresql.PostgresServers;
import java.util.List;

/** Opens database servers as the operator does. */
public final class Servers {
    private Servers() {}

    /** The caller closes it. */
    public static SharedServer open(ServerConfiguration configuration) {
        return (switch (configuration.engine()) {
                    case POSTGRESQL -> new PostgresServers();
                    case MYSQL -> new MySqlServers();
                })
                .open(configuration);
    }

    /** None of which is open yet. */
    public static SharedServers all() {
        return new SharedServers(List.of(new PostgresServers(), new MySqlServers()));
    }
}
