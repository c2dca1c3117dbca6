package dev.lakou.database.mysql;

import static dev.lakou.database.Attack.possible;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.Attack;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One service tries everything on another; what the server cannot close is shown to be open, and README.md says so. */
@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_10_11, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource
class MySqlIsolationIT {
    private final MySqlUnderTest mysql;
    private final SharedServer server;
    private final TestSchema attacker;
    private final TestSchema victim;

    MySqlIsolationIT(MySqlUnderTest mysql) {
        this.mysql = mysql;
        this.server = mysql.open();
        server.bootstrap();
        this.attacker = TestSchema.of(server, "attacker");
        this.victim = TestSchema.of(server, "victim");
    }

    @BeforeEach
    void furnish() throws SQLException {
        attacker.ensure();
        victim.ensure();
        mysql.run("CREATE TABLE IF NOT EXISTS victim.treasure (id INT PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<Attack> attacks() {
        return Stream.of(
                refused("reads a table", "SELECT * FROM victim.treasure"),
                refused("writes a table", "INSERT INTO victim.treasure VALUES (1)"),
                refused("drops a table", "DROP TABLE victim.treasure"),
                refused(
                        "refers to a table",
                        "CREATE TABLE hook (id INT, FOREIGN KEY (id) REFERENCES victim.treasure (id))"),
                refused("creates a table there", "CREATE TABLE victim.foothold (id INT)"),
                refused("drops the other's database", "DROP DATABASE victim"),
                refused("creates a database", "CREATE DATABASE another"),
                refused("creates one with a name that looks alike", "CREATE DATABASE attacker_2"),
                refused("creates an account", "CREATE USER spy"),
                refused("drops the other's account", "DROP USER victim_user"),
                refused("reads passwords", "SELECT * FROM mysql.user"),
                refused("reads Lakou's own table", "SELECT * FROM lakou.marker"),
                refused("changes the configuration", "SET GLOBAL max_connections = 1"),
                possible("holds a lock that others use", "SELECT get_lock('migration', 0)"),
                possible("makes temporary tables", "CREATE TEMPORARY TABLE scratch (id INT)"),
                possible("takes much memory", "SET SESSION sort_buffer_size = 1073741824"),
                possible("drops its own database", "DROP DATABASE attacker"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void answersAsPromised(Attack attack) {
        if (attack.refusal().isEmpty()) {
            assertThatCode(() -> run(attack.sql())).doesNotThrowAnyException();
            return;
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> run(attack.sql()))
                .extracting(SQLException::getSQLState)
                .isEqualTo(attack.refusal().get());
    }

    @Test
    void seesNothingOfTheOthersTables() throws SQLException {
        try (var connection = mysql.connect(attacker.credential(), attacker.schema());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'victim'")) {
            assertThat(rows.next()).isFalse();
        }
    }

    private static Attack refused(String name, String sql) {
        return Attack.refused(name, sql, "42000");
    }

    private void run(String sql) throws SQLException {
        try (var connection = mysql.connect(attacker.credential(), attacker.schema());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
