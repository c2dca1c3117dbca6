package dev.lakou.environment;

import java.sql.SQLException;

/** Asks a database for a single value. */
final class Answers {

    private Answers() {}

    static String one(RunningDatabase database, String name, String sql) throws SQLException {
        try (var connection = database.connect(database.admin(), name);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(rows.getMetaData().getColumnCount());
        }
    }
}
