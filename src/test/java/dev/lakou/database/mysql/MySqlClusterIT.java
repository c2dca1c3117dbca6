package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.TestEnvironment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server of a Galera cluster: its own locks keep nobody out who writes to another one. */
@WithMySqlServers
@NeedsServers(Part.MARIADB_GALERA)
class MySqlClusterIT {
    private final SpecialServer database =
            new SpecialServer(TestEnvironment.shared().galera());
    private final SharedServer server = database.open();

    @BeforeEach
    void bootstrap() {
        server.bootstrap();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void servesASchemaUnderALease() throws SQLException {
        var service = TestSchema.of(server, "clustered").ensure();

        assertThat(service.actual()).isEqualTo(service.desired());
        assertThat(database.read("SELECT holder FROM lakou.lease")).containsExactly("");
        assertThat(database.read("SELECT engine FROM information_schema.tables WHERE table_schema = 'lakou'"))
                .hasSize(3)
                .containsOnly("InnoDB");
    }

    @Test
    void letsOneLakouWriteAtATime() throws Exception {
        try (var one = connection();
                var other = connection();
                var lease = (MySqlLease) MySqlLock.take(one)) {
            var rival = new MySqlLease(other, "rival");

            assertThat(rival.seize()).isFalse();
            lease.close();
            assertThat(rival.seize()).isTrue();
            rival.close();
        }
    }

    @Test
    void outlivesALakouThatDiedWhileItWrote() throws Exception {
        try (var dead = connection();
                var next = connection()) {
            MySqlLock.take(dead);
            database.run("UPDATE lakou.lease SET ends = utc_timestamp() - INTERVAL 1 SECOND");

            try (var lease = MySqlLock.take(next)) {
                assertThat(lease).isInstanceOf(MySqlLease.class);
            }
        }
    }

    @Test
    void mendsTablesOfItsOwnThatTheClusterWouldNotCopy() throws SQLException {
        var service = TestSchema.of(server, "mended").ensure();
        database.run("ALTER TABLE lakou.marker DROP PRIMARY KEY", "ALTER TABLE lakou.marker ENGINE = MyISAM");

        server.bootstrap();

        assertThat(database.read("SELECT engine FROM information_schema.tables WHERE table_name = 'marker'"))
                .containsExactly("InnoDB");
        assertThat(database.read("SELECT column_name FROM information_schema.statistics WHERE table_name = 'marker'"))
                .isEqualTo(List.of("kind", "name"));
        assertThat(service.actual()).isEqualTo(service.desired());
    }

    private Connection connection() throws SQLException {
        return database.database().connect(database.database().admin(), "");
    }
}
