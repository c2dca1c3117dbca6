package dev.lakou.database.postgresql.move;

import dev.lakou.database.postgresql.sql.CatalogRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many rows a table has, and a sum over what they hold, in whatever order they lie. */
final class RowSums {
    private static final String TABLES = Shape.SCHEMAS
            + """
                    SELECT 'table ' || label || '.' || relname,
                           format('SELECT %L, count(*) || '' rows, '' || to_hex((coalesce(sum(hashtextextended((lakou_row.*)::text, 0)::numeric), 0) %% 9223372036854775807)::bigint) FROM ONLY %s.%I lakou_row',
                                  'table ' || label || '.' || relname, relnamespace::regnamespace::text, relname),
                           pg_table_size(oid)
                    FROM rel WHERE relkind = 'r'
                    """;

    private RowSums() {}

    static List<Table> tables(Connection connection, List<String> schemas, List<String> labels) throws SQLException {
        return CatalogRow.list(
                connection,
                TABLES,
                row -> new Table(row.getString(1), row.getString(2), row.getLong(3)),
                schemas,
                labels);
    }

    /** All in one question: of small tables, the way there and back is what takes time. */
    static Map<String, String> of(Connection connection, Collection<Table> tables) throws SQLException {
        var sums = new TreeMap<String, String>();
        if (!tables.isEmpty()) {
            CatalogRow.list(
                    connection,
                    tables.stream().map(Table::query).collect(Collectors.joining(" UNION ALL ")),
                    row -> sums.put(row.getString(1), row.getString(2)));
        }
        return sums;
    }

    /** The smallest ones, which together are read in no time. */
    static List<String> small(Collection<Table> tables, long bytes) {
        var small = new ArrayList<String>();
        var left = bytes;
        for (var table :
                tables.stream().sorted(Comparator.comparingLong(Table::bytes)).toList()) {
            left -= table.bytes();
            if (left < 0) {
                break;
            }
            small.add(table.what());
        }
        return small;
    }

    /**
     * @param what by which both sides tell it
     * @param query how this side reads it
     */
    record Table(String what, String query, long bytes) {}
}
