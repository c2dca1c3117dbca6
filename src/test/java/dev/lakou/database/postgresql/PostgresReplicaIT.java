package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.TestReader;
import dev.lakou.database.TestRoom;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.model.Guest.Reach;
import dev.lakou.model.Session;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who only reads is let in by a replica, and counts as let in once the replica has received what was changed. */
@NeedsServers(Part.POSTGRESQL_18)
class PostgresReplicaIT {
    @Test
    void readersComeInByTheReplicaOnceItHasCaughtUp() throws SQLException, IOException {
        var real = PostgresUnderTest.start(18, Administrator.DATABASE_OWNER);
        try (var replica = real.cluster().replica();
                var server = real.openWith(replica)) {
            server.bootstrap();
            var room = TestRoom.of(server, "copied").withGuest("copied_human", Reach.READ_ONLY);
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
                room.ensure();
                assertThat(room.actual()).isEqualTo(room.desired());
            });
            assertThat(room.actual().sessions())
                    .filteredOn(Session::onReplica)
                    .extracting(session -> session.user().value())
                    .containsExactly("copied_human");

            execute(replica, "SELECT pg_wal_replay_pause()");
            var reader = TestReader.of(server, "late_reader", room);
            assertThatThrownBy(reader::ensure)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("The replica at 127.0.0.1:" + replica.port())
                    .hasMessageContaining("has not reached it");

            execute(replica, "SELECT pg_wal_replay_resume()");
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
                reader.ensure();
                assertThat(reader.plan().describe()).isEmpty();
            });
        }
    }

    private static void execute(PostgresCluster cluster, String sql) throws SQLException {
        try (var connection = cluster.connect(cluster.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
