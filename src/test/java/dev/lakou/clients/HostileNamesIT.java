package dev.lakou.clients;

import dev.lakou.connection.Preset;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.TestEnvironment;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Names and passwords that every layer between a key and a server could take for something of its own. */
class HostileNamesIT {
    private static final String PASSWORD = "p@ss:w/rd?#%&+= '\"$![]{}|\\^~`<>;,*()";

    // The login has no search path: a table lands in the schema only if the client read it from the key.
    private static final List<String> NAMES = List.of(
            "a\"b",
            "a'b",
            "a`b",
            "a\\b",
            "a b",
            "a\tb",
            "a,b",
            "a%sb",
            "a=b&c",
            "a;b#c?d",
            "ä€",
            "Upper",
            "select",
            "-c x",
            "$1",
            " ",
            "x".repeat(57));

    @TestFactory
    @NeedsServers(Part.POSTGRESQL_17)
    Stream<DynamicTest> reachPostgresWhole() throws SQLException {
        var secrets = new ArrayList<GivenSecret>();
        for (var name : NAMES) {
            var room = new PostgresRoom(TestEnvironment.shared().postgres(17), name, name, name, PASSWORD).make();
            secrets.add(room.secret(Preset.GENERIC, room.connection()));
        }
        return ClientTests.working(secrets);
    }

    @TestFactory
    @NeedsServers({Part.MYSQL, Part.MARIADB_11_4})
    Stream<DynamicTest> reachMySqlAndMariaDbWhole() throws SQLException {
        var mySql = new MySqlRoom(
                        TestEnvironment.shared().mySql(), Flavor.MYSQL, "hostile", "a b'c`d%ä", "o'n @%", PASSWORD)
                .make();
        var mariaDb = new MySqlRoom(
                        TestEnvironment.shared().mariaDb("11.4"),
                        Flavor.MARIADB,
                        "hostile",
                        "a b'c`d%ä",
                        "o'n @%",
                        PASSWORD)
                .make();
        return ClientTests.working(Stream.of(mySql, mariaDb)
                .map(room -> room.secret(Preset.GENERIC, room.connection()))
                .toList());
    }
}
