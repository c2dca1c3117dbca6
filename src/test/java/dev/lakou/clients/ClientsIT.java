package dev.lakou.clients;

import static dev.lakou.connection.ConnectionBuilder.aConnection;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.model.Password;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each client, with the Secret of the preset that is meant for it, on each server. */
class ClientsIT {

    @TestFactory
    @NeedsServers({Part.POSTGRESQL_14, Part.POSTGRESQL_15, Part.POSTGRESQL_16, Part.POSTGRESQL_17, Part.POSTGRESQL_18})
    Stream<DynamicTest> createsFillsAndReadsATableOfTheOwnerInPostgres() throws SQLException {
        var secrets = new ArrayList<GivenSecret>();
        for (var major = 14; major <= 18; major++) {
            secrets.addAll(secretsOn(TestEnvironment.shared().postgres(major), "PostgreSQL " + major));
        }
        return ClientTests.of(secrets);
    }

    @TestFactory
    @NeedsServers(Part.MYSQL)
    Stream<DynamicTest> createsFillsAndReadsATableInMySql() throws SQLException {
        return ClientTests.of(secretsOn(TestEnvironment.shared().mySql(), "MySQL", Flavor.MYSQL));
    }

    @TestFactory
    @NeedsServers({Part.MARIADB_10_11, Part.MARIADB_11_4})
    Stream<DynamicTest> createsFillsAndReadsATableInMariaDb() throws SQLException {
        var secrets = new ArrayList<GivenSecret>();
        for (var version : List.of("10.11", "11.4")) {
            secrets.addAll(secretsOn(TestEnvironment.shared().mariaDb(version), "MariaDB " + version, Flavor.MARIADB));
        }
        return ClientTests.of(secrets);
    }

    @AfterAll
    static void printTheTable() {
        System.out.println(ClientMatrix.shared().markdown());
    }

    private static List<GivenSecret> secretsOn(RunningDatabase cluster, String server) throws SQLException {
        var room = new PostgresRoom(cluster, "engarde", "madansara", "madansara_user", password());
        room.make();
        var secrets = new ArrayList<GivenSecret>();
        for (var preset : Client.presets(Flavor.POSTGRESQL)) {
            var connection = aConnection(Flavor.POSTGRESQL)
                    .to(cluster.host(), cluster.port())
                    .loggedInAs(room.user(), room.password())
                    .withPool(5, 10, Duration.ofHours(1))
                    .withPreset(preset)
                    .build();
            secrets.add(new GivenSecret(
                    server,
                    Flavor.POSTGRESQL,
                    preset,
                    connection.environment().values(),
                    Catalog.ofPostgres(cluster, room.database()),
                    room.landing()));
        }
        return secrets;
    }

    private static List<GivenSecret> secretsOn(RunningDatabase running, String server, Flavor flavor)
            throws SQLException {
        var room = new MySqlRoom(running, "scheduler", "scheduler_user", password());
        room.make();
        var secrets = new ArrayList<GivenSecret>();
        for (var preset : Client.presets(flavor)) {
            var connection = aConnection(flavor)
                    .to(running.host(), running.port())
                    .loggedInAs(room.user(), room.password())
                    .withPreset(preset)
                    .build();
            secrets.add(new GivenSecret(
                    server,
                    flavor,
                    preset,
                    connection.environment().values(),
                    Catalog.ofMySql(running),
                    room.landing()));
        }
        return secrets;
    }

    private static String password() {
        return Password.generate(new SecureRandom()).value();
    }
}
