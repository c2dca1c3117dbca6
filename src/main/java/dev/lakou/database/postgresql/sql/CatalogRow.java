package dev.lakou.database.postgresql.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes one value of one row of a catalog. */
public interface CatalogRow<V> {

    V read(ResultSet row) throws SQLException;

    /** Runs a query whose parameters are lists of names. */
    @SafeVarargs
    static <V> Set<V> read(Connection connection, String query, CatalogRow<V> row, Collection<String>... names)
            throws SQLException {
        return new HashSet<>(list(connection, query, row, (Object[]) names));
    }

    /** Rows in the order of the query; a parameter that is a collection goes as an array of texts. */
    static <V> List<V> list(Connection connection, String query, CatalogRow<V> row, Object... parameters)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (var i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof Collection<?> texts) {
                    statement.setArray(i + 1, connection.createArrayOf("text", texts.toArray()));
                } else {
                    statement.setObject(i + 1, parameters[i]);
                }
            }
            try (var rows = statement.executeQuery()) {
                var values = new ArrayList<V>();
                while (rows.next()) {
                    values.add(row.read(rows));
                }
                return values;
            }
        }
    }

    /** Whether there is a row, and its first column is true. */
    static boolean isTrue(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The first column of each row. */
    static List<String> texts(Connection connection, String query, Object... parameters) throws SQLException {
        return list(connection, query, row -> row.getString(1), parameters);
    }
}
