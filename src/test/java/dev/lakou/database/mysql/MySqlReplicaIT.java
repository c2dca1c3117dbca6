package dev.lakou.database.mysql;

import dev.lakou.database.Engine;
import dev.lakou.database.ReplicaContract;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.SharedServer;
import dev.lakou.database.Tls;
import dev.lakou.database.TlsMode;
import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.WithOwnServers;
import dev.lakou.model.Password;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@WithOwnServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_11_4})
class MySqlReplicaIT {
    @Test
    void readersComeInByAReplicaOfMySqlOnceItHasCaughtUp() throws SQLException {
        try (var source = MySqlServer.start();
                var replica = source.replica()) {
            readersComeIn(source, replica);
        }
    }

    @Test
    void readersComeInByAReplicaOfMariaDbOnceItHasCaughtUp() throws SQLException {
        try (var source = MariaDbServer.start("11.4", List.of("--log-bin", "--server-id=1"));
                var replica = source.replica()) {
            readersComeIn(source, replica);
        }
    }

    private static void readersComeIn(RunningDatabase source, RunningDatabase replica) throws SQLException {
        try (var server = open(source, replica)) {
            new ReplicaContract(replica, "", "STOP REPLICA SQL_THREAD", "START REPLICA SQL_THREAD")
                    .requireReadersComeInOnceItHasCaughtUp(server);
        }
    }

    private static SharedServer open(RunningDatabase source, RunningDatabase replica) {
        return new MySqlServers()
                .open(new ServerConfiguration(
                        Engine.MYSQL,
                        source.host(),
                        source.port(),
                        Optional.empty(),
                        source.admin().user(),
                        new Password(source.admin().password()),
                        Tls.of(TlsMode.PREFER),
                        4,
                        Optional.of(new ServerConfiguration.Address(replica.host(), replica.port()))));
    }
}
