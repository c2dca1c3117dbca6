package dev.lakou.clients;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
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
    Stream<DynamicTest> workInPostgresAsTheOwner() throws SQLException {
        var secrets = new ArrayList<GivenSecret>();
        for (var major = 14; major <= 18; major++) {
            secrets.addAll(secretsOf(TestEnvironment.shared().postgres(major)));
        }
        return ClientTests.inTheMatrix(secrets);
    }

    @TestFactory
    @NeedsServers(Part.MYSQL)
    Stream<DynamicTest> workInMySql() throws SQLException {
        var mySql = TestEnvironment.shared().mySql();
        return ClientTests.inTheMatrix(secretsOf(mySql, Flavor.MYSQL, version(mySql)));
    }

    @TestFactory
    @NeedsServers({Part.MARIADB_10_11, Part.MARIADB_11_4})
    Stream<DynamicTest> workInMariaDb() throws SQLException {
        var secrets = new ArrayList<GivenSecret>();
        for (var version : List.of("10.11", "11.4")) {
            secrets.addAll(secretsOf(TestEnvironment.shared().mariaDb(version), Flavor.MARIADB, version));
        }
        return ClientTests.inTheMatrix(secrets);
    }

    @AfterAll
    static void printTheTable() {
        System.out.println(ClientMatrix.shared().markdown());
    }

    private static List<GivenSecret> secretsOf(PostgresCluster cluster) throws SQLException {
        var room = new PostgresRoom(cluster, "engarde", "madansara", "madansara_user", password())
                .make()
                .withSearchPathOnLogin();
        var connection = room.connection().withPool(5, 10, Duration.ofHours(1));
        return Client.presets(Flavor.POSTGRESQL).stream()
                .map(preset -> room.secret(preset, connection))
                .toList();
    }

    private static List<GivenSecret> secretsOf(RunningDatabase server, Flavor flavor, String version)
            throws SQLException {
        var room = new MySqlRoom(server, flavor, version, "scheduler", "scheduler_user", password()).make();
        return Client.presets(flavor).stream()
                .map(preset -> room.secret(preset, room.connection()))
                .toList();
    }

    private static String version(MySqlServer server) throws SQLException {
        try (var connection = Catalog.connect(server, "mysql")) {
            var metadata = connection.getMetaData();
            return metadata.getDatabaseMajorVersion() + "." + metadata.getDatabaseMinorVersion();
        }
    }

    private static String password() {
        return Password.generate(new SecureRandom()).value();
    }
}
