package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A schema goes with all that is in it, and with nothing that is not. */
@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
@ParameterizedClass
@MethodSource("servers")
class PostgresRemovalIT {
    private final PostgresUnderTest postgres;
    private final SharedServer server;

    PostgresRemovalIT(PostgresUnderTest postgres) {
        this.postgres = postgres;
        this.server = postgres.open();
        server.bootstrap();
    }

    static Stream<PostgresUnderTest> servers() {
        return PostgresUnderTest.foremost();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void namesWhatOthersHoldOfASchema() throws SQLException {
        var held = TestSchema.of(server, "held").ensure();
        execute(
                held,
                "CREATE TABLE parent (id integer PRIMARY KEY)",
                "CREATE VIEW own AS SELECT * FROM parent",
                "CREATE SEQUENCE numbers",
                "CREATE TYPE mood AS ENUM ('good', 'bad')",
                "CREATE FUNCTION touched() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'");
        postgres.run(
                "CREATE SCHEMA holder",
                "CREATE TABLE holder.child (id integer CONSTRAINT parent REFERENCES held.parent)",
                "CREATE TABLE holder.moody (id integer, mood held.mood, number bigint DEFAULT nextval('held.numbers'))",
                "CREATE TRIGGER touch BEFORE UPDATE ON holder.child FOR EACH ROW EXECUTE FUNCTION held.touched()",
                "CREATE VIEW holder.seen AS SELECT * FROM held.parent",
                "CREATE FUNCTION holder.taking(held.parent) RETURNS integer LANGUAGE sql AS 'SELECT 1'");

        assertThat(server.dependents(held.schema()))
                .containsExactly(
                        "default value for holder.moody.number",
                        "function holder.taking(held.parent)",
                        "table column holder.moody.mood",
                        "table constraint parent on holder.child",
                        "trigger touch on holder.child",
                        "view holder.seen");

        postgres.run("DROP SCHEMA holder CASCADE");
        assertThat(server.dependents(held.schema())).isEmpty();
    }

    @Test
    void dropsAllKindsOfThings() throws SQLException {
        var service = TestSchema.of(server, "various").ensure();
        execute(
                service,
                "CREATE TABLE plain (id serial PRIMARY KEY, other integer GENERATED ALWAYS AS IDENTITY)",
                "CREATE TABLE parts (id integer) PARTITION BY RANGE (id)",
                "CREATE TABLE part PARTITION OF parts FOR VALUES FROM (0) TO (9)",
                "CREATE TABLE heirs () INHERITS (plain)",
                "CREATE VIEW seen AS SELECT id FROM plain",
                "CREATE MATERIALIZED VIEW kept AS SELECT id FROM seen",
                "CREATE SEQUENCE numbers",
                "CREATE TYPE pair AS (one integer, other integer)",
                "CREATE TYPE mood AS ENUM ('good', 'bad')",
                "CREATE DOMAIN age AS integer CHECK (value >= 0)",
                "CREATE FUNCTION doubled(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 * 2'");

        service.remove();

        assertThat(service.actual().schemas()).isEmpty();
        assertThat(service.actual().roles()).isEmpty();
    }

    @Test
    void findsATableThatHoldsRows() throws SQLException {
        var service = TestSchema.of(server, "filled").ensure();
        execute(service, "CREATE TABLE void (id integer)", "CREATE TABLE \"with \"\"rows\" (id integer)");
        assertThat(server.filledTable(service.schema())).isEmpty();
        execute(service, "INSERT INTO void VALUES (1)", "DELETE FROM void");
        assertThat(server.filledTable(service.schema())).isEmpty();

        execute(service, "INSERT INTO \"with \"\"rows\" VALUES (1)");

        assertThat(server.filledTable(service.schema()))
                .hasValueSatisfying(table -> assertThat(table.value()).isEqualTo("with \"rows"));
    }

    @Test
    void takesRowsThatAPolicyHidesForRows() throws SQLException {
        var service = TestSchema.of(server, "hidden").ensure();
        execute(
                service,
                "CREATE TABLE secrets AS SELECT 1 AS id",
                "ALTER TABLE secrets ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE secrets FORCE ROW LEVEL SECURITY");

        assertThat(server.filledTable(service.schema())).isPresent();
    }

    private void execute(TestSchema service, String... statements) throws SQLException {
        try (var connection = postgres.connect(service.credential(), service.schema());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
