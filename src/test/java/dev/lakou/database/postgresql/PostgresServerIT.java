package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.SharedServerContract;
import dev.lakou.database.TestSchema;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.database.postgresql.sql.SearchPath;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.Identifier;
import dev.lakou.model.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
@ParameterizedClass
@MethodSource("servers")
class PostgresServerIT extends SharedServerContract {
    private final PostgresUnderTest postgres;

    PostgresServerIT(PostgresUnderTest postgres) {
        super(postgres);
        this.postgres = postgres;
    }

    static Stream<PostgresUnderTest> servers() {
        return PostgresUnderTest.all();
    }

    @Test
    void saysWhatItIs() {
        var report = server.probe();

        assertThat(report.flavor()).isEqualTo(Flavor.POSTGRESQL);
        assertThat(report.version()).startsWith(postgres.cluster().major() + ".");
        assertThat(report.superuser()).isEqualTo(postgres.administratorIsSuperuser());
        assertThat(report.maxConnections()).isEqualTo(200);
        assertThat(report.roleSwitchFault()).isEmpty();
    }

    @Test
    void putsALoginIntoItsOwnersPlace() {
        var service = TestSchema.of(server, "session").ensure();

        assertThat(service.actual().sessions())
                .containsExactly(new Session(
                        service.service().user(),
                        PostgresNames.owner(service.schema()),
                        Optional.of(service.schema())));
    }

    @Test
    void letsReadersReadWhatIsMadeTomorrowWhateverItsKind() throws SQLException {
        var service = TestSchema.of(server, "tomorrow").ensure();
        for (var sql : List.of(
                "CREATE TABLE plain (id integer)",
                "CREATE TABLE parts (id integer) PARTITION BY RANGE (id)",
                "CREATE TABLE part PARTITION OF parts FOR VALUES FROM (0) TO (9)",
                "CREATE TABLE heirs () INHERITS (plain)",
                "CREATE UNLOGGED TABLE unlogged (id integer)",
                "CREATE TABLE selected AS SELECT 1 AS id",
                "CREATE VIEW seen AS SELECT * FROM plain",
                "CREATE MATERIALIZED VIEW kept AS SELECT * FROM plain")) {
            execute(service, sql);
        }

        for (var relation : List.of("plain", "parts", "part", "heirs", "unlogged", "selected", "seen", "kept")) {
            assertThatCode(() -> postgres.run("SET ROLE tomorrow_readers", "SELECT * FROM tomorrow." + relation))
                    .as(relation)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void keepsNewFunctionsFromEverybodyElse() throws SQLException {
        var service = TestSchema.of(server, "functions").ensure();
        execute(service, "CREATE FUNCTION secret() RETURNS integer LANGUAGE sql AS 'SELECT 1'");

        assertThat(postgres.read("SELECT has_function_privilege('functions_readers', 'functions.secret()', 'EXECUTE')"))
                .containsExactly("f");
    }

    @Test
    void isToldOfAPasswordThatWasSetByHandWhereItMayReadPasswords() throws SQLException {
        var service = TestSchema.of(server, "overwritten").ensure();
        var fingerprint = server.fingerprint();
        var digests = service.digests();

        postgres.run("ALTER ROLE overwritten_user PASSWORD 'by hand'");

        var isSuperuser = postgres.administratorIsSuperuser();
        assertThat(!server.fingerprint().equals(fingerprint)).isEqualTo(isSuperuser);
        assertThat(!service.digests().equals(digests)).isEqualTo(isSuperuser);
    }

    @Test
    void isToldOfAFunctionThatEverybodyMayRunNow() throws SQLException {
        var service = TestSchema.of(server, "opened").ensure();
        execute(service, "CREATE FUNCTION secret() RETURNS integer LANGUAGE sql AS 'SELECT 1'");
        var fingerprint = server.fingerprint();
        var digests = service.digests();

        execute(service, "GRANT EXECUTE ON FUNCTION secret() TO PUBLIC");

        assertThat(server.fingerprint()).isNotEqualTo(fingerprint);
        assertThat(service.digests()).isNotEqualTo(digests);
    }

    @Test
    void givesEachSessionItsSettings() throws SQLException {
        var service = TestSchema.of(server, "settings")
                .withSearchPath("public", "a\"b, c", "$user")
                .withSettings(Map.of("statement_timeout", "12s", "timezone", "America/Port-au-Prince"))
                .ensure();

        assertThat(service.plan().describe()).isEmpty();
        try (var connection = connect(service);
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT current_setting('search_path'), current_setting('statement_timeout')")) {
            row.next();
            assertThat(SearchPath.parse(row.getString(1)).schemas())
                    .extracting(Identifier::value)
                    .containsExactly("settings", "public", "a\"b, c", "$user");
            assertThat(row.getString(2)).isEqualTo("12s");
        }
    }

    @Test
    void keepsAServiceFromItsOwnDoorAndFromRoles() {
        var service = TestSchema.of(server, "door").ensure();

        for (var sql : List.of(
                "DROP SCHEMA door",
                "ALTER SCHEMA door RENAME TO other",
                "GRANT USAGE ON SCHEMA door TO PUBLIC",
                "SET ROLE lakou_admin",
                "ALTER ROLE door_owner LOGIN")) {
            assertRefusedOrWithoutEffect(service, sql);
        }
        assertThat(service.plan().describe()).isEmpty();
    }

    @Test
    void tellsAndLeavesStrangers() throws SQLException {
        postgres.run("CREATE SCHEMA strange", "CREATE ROLE strange_user LOGIN");
        var strange = TestSchema.of(server, "strange");
        var before = postgres.inventory();

        assertThat(strange.strangers())
                .containsExactly(
                        "role \"strange_user\" without a marker of Lakou",
                        "schema \"strange\" without a marker of Lakou");
        strange.remove();
        assertThat(postgres.inventory()).isEqualTo(before);
        postgres.run("DROP SCHEMA strange", "DROP ROLE strange_user");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    has_database_privilege('closing_readers', current_database(), 'CONNECT')   | ON DATABASE
                    has_database_privilege('closing_readers', current_database(), 'TEMPORARY') | ON DATABASE
                    has_schema_privilege('closing_user', 'public', 'CREATE')                   | ON SCHEMA public
                    """)
    void closesWhatIsOpenToEverybodyOrSaysWhoCan(String right, String what) throws SQLException {
        TestSchema.of(server, "closing").ensure();
        var object = what.equals("ON DATABASE") ? what + " " + real.quoted(postgres.database()) : what;

        var open = postgres.read("SELECT " + right).contains("t");

        var statements = server.probe().open().stream()
                .map(Shortcoming::statement)
                .filter(statement -> statement.contains(object))
                .toList();
        assertThat(statements).hasSize(open ? 1 : 0);
        postgres.run(statements.toArray(String[]::new));
        assertThat(postgres.read("SELECT " + right)).containsExactly("f");
        reopen();
    }

    /** Roles and databases are those of all tests of this administrator. */
    private void reopen() throws SQLException {
        if (postgres.cluster().major() < 15) {
            postgres.run("GRANT CREATE ON SCHEMA public TO PUBLIC");
        }
        postgres.run("GRANT CONNECT, TEMPORARY ON DATABASE " + real.quoted(postgres.database()) + " TO PUBLIC");
    }

    private void assertRefusedOrWithoutEffect(TestSchema service, String sql) {
        try {
            execute(service, sql);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(sql).isEqualTo("42501");
            return;
        }
        // A GRANT by who is not the owner is no error: it grants nothing.
        assertThat(sql).startsWith("GRANT");
    }
}
