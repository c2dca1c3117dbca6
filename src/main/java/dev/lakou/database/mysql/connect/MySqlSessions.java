package dev.lakou.database.mysql.connect;

import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The sessions of an account, which neither a lock nor a drop ends. */
public final class MySqlSessions {
    public static final int GONE_ALREADY = 1094;

    /** Each provider keeps the privilege to itself, and some have no procedure in its place. */
    public static final int NOT_PERMITTED = 1095;

    private MySqlSessions() {}

    /** @return how many go on, because the administrator may not end them */
    public static int end(Connection connection, Identifier user) throws SQLException {
        var left = 0;
        try (var statement = connection.createStatement()) {
            for (var id : of(connection, user)) {
                try {
                    statement.execute("KILL " + id);
                } catch (SQLException e) {
                    if (e.getErrorCode() == NOT_PERMITTED) {
                        left++;
                    } else if (e.getErrorCode() != GONE_ALREADY) {
                        throw e;
                    }
                }
            }
        }
        return left;
    }

    /** Their ids. */
    public static List<Long> of(Connection connection, Identifier user) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT id FROM information_schema.processlist WHERE user = ?")) {
            statement.setString(1, user.value());
            try (var rows = statement.executeQuery()) {
                var ids = new ArrayList<Long>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        }
    }
}
