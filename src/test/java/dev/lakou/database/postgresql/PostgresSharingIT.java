package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.SharingContract;
import dev.lakou.database.TestReader;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.AdditionalUser.ViewPolicy;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
@ParameterizedClass
@MethodSource("servers")
class PostgresSharingIT extends SharingContract {
    PostgresSharingIT(PostgresUnderTest postgres) {
        super(postgres);
    }

    static Stream<PostgresUnderTest> servers() {
        return PostgresUnderTest.foremost();
    }

    @Test
    void aReaderMakesTemporaryTablesOnlyWhereItIsAllowedTo() throws SQLException {
        var table = "BEGIN READ WRITE; CREATE TEMPORARY TABLE t (id int); COMMIT";
        var service = TestSchema.of(server, "lasting").ensure();
        var reader = TestReader.of(server, "lasting_reader", service).ensure();
        if (everybodyMayMakeThem(service)) {
            // Only the database's owner can take that from PUBLIC; the condition Isolated names the statement.
            real.run(service, reader.credential(), table);
            return;
        }
        real.requireRefused(service, reader.credential(), table);

        var allowed = reader.withTemporaryTables().ensure();
        real.run(service, allowed.credential(), table);

        reader.ensure();
        real.requireRefused(service, reader.credential(), table);
    }

    private boolean everybodyMayMakeThem(TestSchema service) throws SQLException {
        try (var connection = real.connect(service.credential(), service.schema());
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT has_database_privilege('public', current_database(), 'TEMPORARY')")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Test
    void aReaderThatUndoesItsSettingsWritesNothing() throws SQLException {
        var service = TestSchema.of(server, "undone").ensure();
        real.run(service, service.credential(), "CREATE TABLE users (id int)");
        var reader = TestReader.of(server, "undone_reader", service).ensure();

        real.requireRefused(
                service, reader.credential(), "SET default_transaction_read_only = off; INSERT INTO users VALUES (1)");
    }

    /** The function of one service would run with the rights of a reader, who reads another service too. */
    @Test
    void theCodeOfOneRoomDoesNotGetAtTheRowsOfAnother() throws SQLException {
        var thief = TestSchema.of(server, "thief").ensure();
        var victim = TestSchema.of(server, "victim").ensure();
        real.run(
                victim,
                victim.credential(),
                "CREATE TABLE secrets (word text); INSERT INTO secrets VALUES ('treasure')");
        real.run(
                thief,
                thief.credential(),
                "CREATE FUNCTION steal() RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT word FROM victim.secrets); END'");
        real.run(thief, thief.credential(), "GRANT EXECUTE ON FUNCTION steal() TO PUBLIC");
        real.run(thief, thief.credential(), "CREATE VIEW bait AS SELECT steal() AS word");
        real.run(
                thief,
                thief.credential(),
                "CREATE TABLE guarded (id int); ALTER TABLE guarded ENABLE ROW LEVEL SECURITY");
        real.run(thief, thief.credential(), "CREATE POLICY p ON guarded USING (steal() IS NOT NULL)");
        var reader = TestReader.of(server, "robbed", thief, victim).ensure();

        real.requireRefused(thief, reader.credential(), "SELECT * FROM thief.bait");
        real.requireRefused(thief, reader.credential(), "SELECT * FROM thief.guarded");

        var trusting = reader.trusting(ViewPolicy.VIEWS).ensure();
        real.run(thief, trusting.credential(), "SELECT * FROM thief.bait");
        real.requireRefused(thief, trusting.credential(), "SELECT * FROM thief.guarded");
    }

    /** README.md says so: no setting closes this, so schemas that do not trust each other want readers of their own. */
    @Test
    void anIndexOfOneRoomDoesGetAtTheRowsOfAnother() throws SQLException {
        var thief = TestSchema.of(server, "pickpocket").ensure();
        var victim = TestSchema.of(server, "picked").ensure();
        real.run(
                victim,
                victim.credential(),
                "CREATE TABLE secrets (word text); INSERT INTO secrets VALUES ('treasure')");
        var reader = TestReader.of(server, "pocket", thief, victim).ensure();
        real.run(
                thief,
                thief.credential(),
                """
                CREATE FUNCTION pick(number int) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$
                BEGIN
                  IF current_user = '%s' THEN RAISE 'found %%', (SELECT word FROM picked.secrets); END IF;
                  RETURN true;
                END $$;
                GRANT EXECUTE ON FUNCTION pick TO PUBLIC;
                CREATE TABLE lure (id int);
                CREATE INDEX ON lure (id) WHERE pick(1);
                """
                        .formatted(reader.credential().user()));

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> real.run(thief, reader.credential(), "SELECT * FROM pickpocket.lure WHERE id = 1"))
                .withMessageContaining("found treasure");
    }
}
