package dev.lakou.database.mysql.move;

import dev.lakou.database.mysql.flavor.MySqlAccounts;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many rows a table has, and a sum over what they hold, in whatever order they lie. */
final class RowSums {
    private static final Set<String> NUMBERS_AND_TIMES = Set.of(
            "tinyint",
            "smallint",
            "mediumint",
            "int",
            "bigint",
            "decimal",
            "double",
            "date",
            "datetime",
            "timestamp",
            "time",
            "year");

    private static final String COLUMNS =
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position";

    /** Of each value that may be long only a digest is joined: what is longer than a packet would be no value at all. */
    private static final String SUM =
            "SELECT concat(count(*), ' rows, ', coalesce(sum(cast(conv(left(sha2(concat_ws('/', %s), 256), 15), 16, 10) AS unsigned)), 0)) FROM %s";

    private RowSums() {}

    static Map<String, String> of(Connection connection, Schemas schemas) throws SQLException {
        var sums = new TreeMap<String, String>();
        for (var table : schemas.tables(connection)) {
            sums.putAll(of(connection, table));
        }
        return sums;
    }

    private static Map<String, String> of(Connection connection, Schemas.TableName table) throws SQLException {
        var values = MoveEnd.list(
                connection,
                COLUMNS,
                row -> value(
                        MySqlAccounts.sql()
                                .name(new Identifier(row.getString(1)))
                                .text(),
                        row.getString(2)),
                table.schema().value(),
                table.table().value());
        var question = SUM.formatted(values.stream().collect(Collectors.joining(", ")), table.quoted());
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (var row = statement.executeQuery(question)) {
                row.next();
                return Map.of("table " + table, row.getString(1));
            }
        }
    }

    private static String value(String column, String type) {
        if (NUMBERS_AND_TIMES.contains(type)) {
            return "coalesce(cast(" + column + " AS char), '-')";
        }
        return switch (type) {
            case "float" -> "coalesce(cast(" + column + " + 0e0 AS char), '-')";
            case "bit" -> "coalesce(cast(" + column + " + 0 AS char), '-')";
            case "uuid", "inet4", "inet6" -> "coalesce(cast(" + column + " AS char), '-')";
            default -> "coalesce(sha2(cast(" + column + " AS binary), 256), '-')";
        };
    }
}
