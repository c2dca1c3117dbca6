package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestReader;
import dev.lakou.database.TestRoom;
import dev.lakou.database.Tls;
import dev.lakou.database.TlsMode;
import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.model.Guest.Reach;
import dev.lakou.model.Password;
import dev.lakou.model.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who only reads is let in by a replica, and counts as let in once the replica has received what was changed. */
@NeedsServers({Part.MYSQL, Part.MARIADB_11_4})
class MySqlReplicaIT {
    private static final Duration SECONDS = Duration.ofSeconds(20);

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
            server.bootstrap();
            var room = TestRoom.of(server, "copied").withGuest("copied_human", Reach.READ_ONLY);
            await().atMost(SECONDS).ignoreExceptions().untilAsserted(() -> {
                room.ensure();
                assertThat(room.actual()).isEqualTo(room.desired());
            });
            assertThat(room.actual().sessions())
                    .filteredOn(Session::onReplica)
                    .extracting(session -> session.user().value())
                    .containsExactly("copied_human");

            execute(replica, "STOP REPLICA SQL_THREAD");
            var reader = TestReader.of(server, "late_reader", room);
            assertThatThrownBy(reader::ensure)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("The replica at 127.0.0.1:" + replica.port())
                    .hasMessageContaining("has not reached it");

            execute(replica, "START REPLICA SQL_THREAD");
            await().atMost(SECONDS).ignoreExceptions().untilAsserted(() -> {
                reader.ensure();
                assertThat(reader.plan().describe()).isEmpty();
            });
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

    private static void execute(RunningDatabase server, String sql) throws SQLException {
        try (var connection = server.connect(server.admin(), "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
