package dev.lakou.database.postgresql;

import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;

/** The sessions of a login, in whichever database. Whose a session is may be seen by everybody. */
final class PostgresSessions {
    private PostgresSessions() {}

    /** Whether the login has as many as it may: one more would be refused, or take the place of the service's own. */
    static boolean areTaken(Connection connection, Identifier login) throws SQLException {
        try (var statement = connection.prepareStatement(
                """
                SELECT r.rolconnlimit BETWEEN 0 AND (SELECT count(*) FROM pg_stat_activity a WHERE a.usesysid = r.oid)
                FROM pg_roles r WHERE r.rolname = ?
                """)) {
            statement.setString(1, login.value());
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    static int count(Connection connection, Identifier login) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT count(*) FROM pg_stat_activity WHERE usename = ?")) {
            statement.setString(1, login.value());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
