package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A real server, and what a test must know of it that the port does not tell. */
public interface ServerUnderTest {

    /** What opens servers like this one. */
    ServerFactory factory();

    /** Opens the server as its administrator; the caller closes it. */
    SharedServer open();

    /** Connects as a service would; the caller closes the connection. */
    Connection connect(Credential credential, Identifier schema) throws SQLException;

    /** The name as this server's SQL wants it. */
    String quoted(Identifier name);

    /** Runs statements as the one who may do everything. */
    void run(String... statements) throws SQLException;

    /** Everything that the server holds, one line each: accounts, rights, settings, schemas, tables. */
    List<String> inventory() throws SQLException;

    /** Runs a statement as a service would, in the schema of the service. */
    default void run(TestSchema service, Credential credential, String sql) throws SQLException {
        try (var connection = connect(credential, service.schema());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    default void requireRefused(TestSchema service, Credential credential, String sql) {
        assertThatExceptionOfType(SQLException.class)
                .as("%s as %s", sql, credential.user())
                .isThrownBy(() -> run(service, credential, sql));
    }

    /** How many rows whoever comes with the credential sees in a table of the service. */
    default long rows(TestSchema service, Credential credential, String table) throws SQLException {
        try (var connection = connect(credential, service.schema());
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + quoted(service.schema()) + "." + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
