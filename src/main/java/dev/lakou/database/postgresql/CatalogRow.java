package dev.lakou.database.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Makes one value of one row of a catalog. */
interface CatalogRow<V> {

    V read(ResultSet row) throws SQLException;

    /** Runs a query whose parameters are lists of names. */
    @SafeVarargs
    static <V> Set<V> read(Connection connection, String query, CatalogRow<V> row, Collection<String>... names)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (var i = 0; i < names.length; i++) {
                statement.setArray(i + 1, connection.createArrayOf("text", names[i].toArray()));
            }
            try (var rows = statement.executeQuery()) {
                var values = new HashSet<V>();
                while (rows.next()) {
                    values.add(row.read(rows));
                }
                return values;
            }
        }
    }
}
