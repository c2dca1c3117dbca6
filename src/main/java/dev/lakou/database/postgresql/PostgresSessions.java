package dev.lakou.database.postgresql;

import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;

/** The sessions of a login, in whichever database. Whose a session is may be seen by everybody. */
final class PostgresSessions {
    private PostgresSessions() {}

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
