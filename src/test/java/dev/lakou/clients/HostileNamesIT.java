package dev.lakou.clients;

import dev.lakou.connection.Preset;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.environment.WithOwnServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Names and passwords that every layer between a key and a server could take for something of its own. */
@WithOwnServers
class HostileNamesIT {
    private static final String USER = "o'n\"e %@:/?#";
    private static final String PASSWORD = "p@ss:w/rd?#%&+= '\"$![]{}|\\^~`<>;,*()";
    private static final String NAME = "a b'c`d%e\"";
    /** A table lands where it should only if the whole name was read: so one name can hold many a trap. */
    private static final List<String> SCHEMAS =
            List.of("-c a\"b'c`d\\e f\tg", "$1,B%sc=d&e;f#g?h", "select", " ", "ä€" + "x".repeat(58));

    private static final Set<Client> WITH_SEARCH_PATH_IN_URL = EnumSet.of(
            Client.PSQL,
            Client.PSYCOPG,
            Client.PSYCOPG2,
            Client.ASYNCPG,
            Client.SQLALCHEMY,
            Client.NODE_PG,
            Client.PGX,
            Client.PQ,
            Client.PGJDBC);

    // libpq wants the name of a database encoded, these take it as it is: one URL cannot please both.
    private static final Set<Client> TAKE_A_DATABASE_AS_IT_IS =
            EnumSet.of(Client.SQLALCHEMY_PSYCOPG2, Client.MARIADB_CONNECTOR_J);

    /** The login has no search path: a table lands in the schema only if the client read it from its key. */
    @TestFactory
    @NeedsServers(Part.POSTGRESQL_17)
    Stream<DynamicTest> ofSchemasAreReadFromTheUrl() throws SQLException {
        var secrets = new ArrayList<GivenSecret>();
        for (var schema : SCHEMAS) {
            var number = Integer.toString(secrets.size());
            var room = new PostgresClientSchema(postgres(), "schema_" + number, schema, USER + number, PASSWORD).make();
            secrets.add(room.secret(Preset.GENERIC, room.connection()));
        }
        return ClientTests.working(secrets, WITH_SEARCH_PATH_IN_URL);
    }

    @TestFactory
    @NeedsServers(Part.POSTGRESQL_17)
    Stream<DynamicTest> reachPostgresWhole() throws SQLException {
        var room = new PostgresClientSchema(postgres(), NAME, NAME, USER, PASSWORD)
                .make()
                .withSearchPathOnLogin();
        var clients = clientsOf(Flavor.POSTGRESQL);
        clients.remove(Client.PDO); // Its DSN is put together by the application, which would have to quote.
        clients.remove(Client.MIGRATE_PGX5); // It writes a space of the schema's name anew as a plus.
        return ClientTests.working(List.of(room.secret(Preset.GENERIC, room.connection())), clients);
    }

    @TestFactory
    @NeedsServers({Part.MYSQL, Part.MARIADB_11_4})
    Stream<DynamicTest> reachMySqlAndMariaDbWhole() throws SQLException {
        return Stream.concat(
                inMySql(TestEnvironment.apart().mySql(), Flavor.MYSQL),
                inMySql(TestEnvironment.apart().mariaDb("11.4"), Flavor.MARIADB));
    }

    private static Stream<DynamicTest> inMySql(RunningDatabase server, Flavor flavor) throws SQLException {
        var room = new MySqlClientSchema(server, flavor, "", NAME, USER, PASSWORD).make();
        return ClientTests.working(
                Stream.of(Preset.GENERIC, Preset.SPRING)
                        .map(preset -> room.secret(preset, room.connection()))
                        .toList(),
                clientsOf(flavor));
    }

    private static Set<Client> clientsOf(Flavor flavor) {
        var clients = EnumSet.noneOf(Client.class);
        Client.presets(flavor).forEach(preset -> clients.addAll(Client.of(preset, flavor)));
        clients.removeAll(TAKE_A_DATABASE_AS_IT_IS);
        return clients;
    }

    private static PostgresCluster postgres() {
        return TestEnvironment.apart().postgres(17);
    }
}
