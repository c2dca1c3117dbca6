package dev.lakou.database.mysql;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.mysql.flavor.MySqlAccounts;
import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes and mends the tables of Lakou's own. May be repeated. */
record MySqlBootstrap(Connection connection, MySqlFlavor flavor) {

    void run() throws SQLException {
        execute(MySqlMarkerTable.foundation());
        execute(flavor.makeIdentity());
        execute(repairs());
    }

    /** What {@link #run} has to make or to mend. */
    List<SqlText> missing() throws SQLException {
        var missing = new ArrayList<SqlText>();
        if (!MySqlMarkerTable.exists(connection)) {
            missing.addAll(MySqlMarkerTable.foundation());
            missing.addAll(flavor.makeIdentity());
        }
        missing.addAll(repairs());
        return missing;
    }

    /** A cluster copies no table of another engine, and without a primary key no row takes the place of another. */
    private List<SqlText> repairs() throws SQLException {
        var repairs = new ArrayList<SqlText>();
        for (var table : tables(
                """
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = 'lakou' AND table_type = 'BASE TABLE' AND engine <> 'InnoDB'
                """)) {
            repairs.add(
                    MySqlAccounts.sql().sql("ALTER TABLE `lakou`.").name(table).sql(" ENGINE = InnoDB"));
        }
        for (var table : tables(
                """
                SELECT table_name FROM information_schema.tables t WHERE table_schema = 'lakou' AND table_name = 'marker'
                    AND NOT EXISTS (SELECT 1 FROM information_schema.statistics s WHERE s.table_schema = t.table_schema
                        AND s.table_name = t.table_name AND s.index_name = 'PRIMARY')
                """)) {
            repairs.add(
                    MySqlAccounts.sql().sql("ALTER TABLE `lakou`.").name(table).sql(" ADD PRIMARY KEY (kind, name)"));
        }
        return repairs;
    }

    private List<Identifier> tables(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var tables = new ArrayList<Identifier>();
            while (rows.next()) {
                tables.add(new Identifier(rows.getString(1)));
            }
            return tables;
        }
    }

    private void execute(List<SqlText> texts) throws SQLException {
        for (var text : texts) {
            text.execute(connection);
        }
    }
}
