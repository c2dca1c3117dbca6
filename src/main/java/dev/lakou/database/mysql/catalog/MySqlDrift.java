package dev.lakou.database.mysql.catalog;

import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Shows cheaply whether, and then under which names, something changed that services are made of. */
public final class MySqlDrift {
    private final Connection connection;
    private final MySqlFlavor flavor;

    public MySqlDrift(Connection connection, MySqlFlavor flavor) {
        this.connection = connection;
        this.flavor = flavor;
    }

    public String fingerprint() throws SQLException {
        var fingerprint = new StringBuilder();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("CHECKSUM TABLE " + flavor.accountTable()
                    + ", mysql.db, mysql.tables_priv, mysql.columns_priv, lakou.marker, "
                    + String.join(", ", new TreeSet<>(flavor.otherRightsTables().keySet())))) {
                while (rows.next()) {
                    fingerprint.append(rows.getString(2)).append('|');
                }
            }
            try (var row = statement.executeQuery(
                    "SELECT bit_xor(crc32(schema_name)), count(*) FROM information_schema.schemata")) {
                row.next();
                fingerprint.append(row.getString(1)).append('|').append(row.getString(2));
            }
        }
        return fingerprint.toString();
    }

    public Map<Identifier, String> digests() throws SQLException {
        var digests = new HashMap<Identifier, String>();
        digest("SELECT user, a.* FROM " + flavor.accountTable() + " a WHERE host = '%'", digests);
        digest("SELECT user, d.* FROM mysql.db d WHERE host = '%' ORDER BY user, db", digests);
        digest("SELECT user, t.* FROM mysql.tables_priv t WHERE host = '%' ORDER BY user, db, table_name", digests);
        digest(
                "SELECT user, c.* FROM mysql.columns_priv c WHERE host = '%' ORDER BY user, db, table_name, column_name",
                digests);
        for (var rights : flavor.otherRightsTables().entrySet()) {
            digest(
                    "SELECT %s, r.* FROM %s r ORDER BY 1, 2, 3, 4".formatted(rights.getValue(), rights.getKey()),
                    digests);
        }
        // What strangers get on a schema is shown under its name; in mysql.db with a backslash before _ and %.
        digest("SELECT replace(db, '\\\\', ''), d.* FROM mysql.db d ORDER BY 1, 2, 3, 4", digests);
        digest("SELECT db, t.* FROM mysql.tables_priv t ORDER BY 1, 2, 3, 4, 5", digests);
        digest("SELECT name, marker FROM lakou.marker ORDER BY kind, name", digests);
        digest("SELECT schema_name, 'schema' FROM information_schema.schemata", digests);
        return digests;
    }

    /** The first column says whose the row is. */
    private void digest(String query, Map<Identifier, String> digests) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                if (!rows.getString(1).isEmpty()) {
                    digests.merge(new Identifier(rows.getString(1)), digest(rows), String::concat);
                }
            }
        }
    }

    /** Password hashes are among the columns: nothing can be read back from this. */
    static String digest(ResultSet row) throws SQLException {
        var hash = 1;
        for (var column = 2; column <= row.getMetaData().getColumnCount(); column++) {
            var value = row.getString(column);
            hash = 31 * hash + (value == null ? 0 : value.hashCode());
        }
        return Integer.toHexString(hash) + ' ';
    }
}
