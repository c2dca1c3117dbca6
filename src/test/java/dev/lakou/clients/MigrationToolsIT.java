package dev.lakou.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.connection.Preset;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.Patience;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.environment.WithOwnServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Migration tools with the one option that README gives for each, beside a neighbour that they may not look into. */
@WithOwnServers
@NeedsServers(Part.POSTGRESQL_18)
class MigrationToolsIT {

    /** Each runs twice, and finds nothing to do the second time. */
    @TestFactory
    Stream<DynamicTest> makeEverythingInTheSchemaOfTheService() {
        return Stream.of(
                test(
                        "alembic_async",
                        Preset.SQL_ALCHEMY_ASYNC,
                        Tool.PYTHON,
                        "alembic_autogenerate.py",
                        "async",
                        "plain"),
                test("alembic_sync", Preset.GENERIC, Tool.PYTHON, "alembic_autogenerate.py", "generic", "plain"),
                test(
                        "alembic_async_named",
                        Preset.SQL_ALCHEMY_ASYNC,
                        Tool.PYTHON,
                        "alembic_autogenerate.py",
                        "async",
                        "qualified"),
                test(
                        "alembic_sync_named",
                        Preset.GENERIC,
                        Tool.PYTHON,
                        "alembic_autogenerate.py",
                        "generic",
                        "qualified"),
                test("drizzle", Preset.GENERIC, Tool.NODE, "drizzle.js"),
                test("knex", Preset.GENERIC, Tool.NODE, "knex.js"),
                test("node_pg_migrate", Preset.GENERIC, Tool.NODE, "node-pg-migrate.js"),
                test("sequelize", Preset.GENERIC, Tool.NODE, "sequelize.js"));
    }

    private static DynamicTest test(String name, Preset preset, Tool tool, String... arguments) {
        return DynamicTest.dynamicTest(name, () -> {
            var room = new PostgresClientSchema(
                            TestEnvironment.apart().postgres(18), name, name, name + "_user", "Secret0")
                    .make()
                    .withSearchPathOnLogin();
            withNeighbour(room);

            var ending = ClientTests.orSkip(name, tool::toolchain)
                    .program(
                            List.of(arguments),
                            room.secret(preset, room.connection()).keys())
                    .run(Patience.LIMIT);

            assertThat(ending.isSuccess()).as(ending.errors()).isTrue();
            assertThat(places(room)).containsExactly(name + " of " + name + "_user_owner");
        });
    }

    private static void withNeighbour(PostgresClientSchema room) throws SQLException {
        try (var connection = Catalog.connect(room.cluster(), room.database());
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA neighbour");
            statement.execute("CREATE TABLE neighbour.orders (id serial PRIMARY KEY)");
        }
    }

    /** Where tables, sequences, indexes and types are, and whose they are. */
    private static List<String> places(PostgresClientSchema room) throws SQLException {
        try (var connection = Catalog.connect(room.cluster(), room.database());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        """
                        SELECT DISTINCT nspname || ' of ' || pg_get_userbyid(owner)
                        FROM (SELECT relnamespace AS namespace, relowner AS owner FROM pg_class
                              UNION ALL SELECT typnamespace, typowner FROM pg_type) AS things
                        JOIN pg_namespace n ON n.oid = namespace
                        WHERE nspname NOT IN ('neighbour', 'information_schema') AND nspname NOT LIKE 'pg\\_%'
                        """)) {
            var places = new ArrayList<String>();
            while (rows.next()) {
                places.add(rows.getString(1));
            }
            return places;
        }
    }
}
