package dev.lakou.database.mysql.usage;

import dev.lakou.database.SlowStatements;
import dev.lakou.database.SlowStatements.Attribution;
import dev.lakou.database.SlowStatements.SlowStatement;
import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.database.mysql.flavor.MySqlQuoting;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads what statements in the databases of a service took. Of whom they were the server does not tell: it counts texts by
 * the database that was the session's own. Its digests hold no values.
 */
public record MySqlSlowStatements(Connection connection, MySqlFlavor flavor) {

    public SlowStatements of(Marker service) throws SQLException {
        var statistics = MySqlStatistics.of(connection);
        return new SlowStatements(
                Attribution.SCHEMA,
                statistics.schema() ? statements(service) : List.of(),
                statistics.schema() ? List.of() : List.of(MySqlStatistics.DIGESTS_MISSING));
    }

    private List<SlowStatement> statements(Marker service) throws SQLException {
        var statements = new ArrayList<SlowStatement>();
        if (!MySqlMarkerTable.exists(connection)) {
            return statements;
        }
        var schemas = MySqlMarkerTable.schemas(connection, service.toString()).stream()
                .map(Identifier::value)
                .map(MySqlQuoting.INSTANCE::literal)
                .collect(Collectors.joining(", "));
        if (!schemas.isEmpty()) {
            new MySqlQuestions(connection, flavor)
                    .each(
                            """
                            SELECT min(digest_text), sum(count_star), sum(sum_timer_wait) / 1e12, max(max_timer_wait) / 1e12,
                                   sum(sum_rows_sent + sum_rows_affected)
                            FROM performance_schema.events_statements_summary_by_digest
                            WHERE schema_name IN (%s) AND digest IS NOT NULL
                            GROUP BY digest ORDER BY sum(sum_timer_wait) DESC, digest LIMIT %d
                            """
                                    .formatted(schemas, SlowStatements.MOST),
                            row -> statements.add(new SlowStatement(
                                    Optional.ofNullable(row.getString(1)),
                                    row.getLong(2),
                                    row.getDouble(3),
                                    row.getDouble(4),
                                    row.getLong(5))));
        }
        return statements;
    }
}
