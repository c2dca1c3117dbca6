package dev.lakou.database.postgresql;

import dev.lakou.database.ReplicaContract;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
class PostgresReplicaIT {
    @Test
    void readersComeInByTheReplicaOnceItHasCaughtUp() throws SQLException, IOException {
        var real = PostgresUnderTest.start(18, Administrator.DATABASE_OWNER);
        try (var replica = real.cluster().replica();
                var server = real.openWith(replica)) {
            new ReplicaContract(replica, "postgres", "SELECT pg_wal_replay_pause()", "SELECT pg_wal_replay_resume()")
                    .requireReadersComeInOnceItHasCaughtUp(server);
        }
    }
}
