package dev.lakou.database.postgresql.usage;

import dev.lakou.database.SlowStatements;
import dev.lakou.database.SlowStatements.Attribution;
import dev.lakou.database.SlowStatements.SlowStatement;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what statements of a service took, by the roles that carry its marker. */
public record PostgresSlowStatements(Connection connection) {
    private static final String BEGIN = "BEGIN READ ONLY; SET LOCAL statement_timeout = '2s'";

    public SlowStatements of(Marker service) throws SQLException {
        var statistics = PostgresStatistics.of(connection);
        var missing = statistics.missing(administrator());
        var function = statistics.statements();
        if (function.isEmpty() || !missing.isEmpty()) {
            return new SlowStatements(Attribution.ROLE, List.of(), missing);
        }
        run(BEGIN);
        try {
            return new SlowStatements(Attribution.ROLE, statements(service, function.get()), List.of());
        } finally {
            run("ROLLBACK");
        }
    }

    /** A statement that several of its logins ran is one. */
    private List<SlowStatement> statements(Marker service, String function) throws SQLException {
        try (var statement = connection.prepareStatement(
                """
                WITH role AS MATERIALIZED (
                  SELECT objoid AS oid FROM pg_shdescription WHERE classoid = 'pg_authid'::regclass AND description IN (?, ?))
                SELECT min(s.query), sum(s.calls), sum(s.total_exec_time) / 1000, max(s.max_exec_time) / 1000, sum(s.rows)
                FROM %s(true) s JOIN role r ON r.oid = s.userid
                WHERE s.toplevel AND s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                GROUP BY s.queryid ORDER BY sum(s.total_exec_time) DESC, s.queryid LIMIT ?
                """
                        .formatted(function))) {
            statement.setString(1, service.toString());
            statement.setString(2, Marker.adopted(service.toString()));
            statement.setInt(3, SlowStatements.MOST);
            try (var rows = statement.executeQuery()) {
                var statements = new ArrayList<SlowStatement>();
                while (rows.next()) {
                    statements.add(statement(rows));
                }
                return statements;
            }
        }
    }

    private static SlowStatement statement(ResultSet row) throws SQLException {
        return new SlowStatement(
                Optional.ofNullable(row.getString(1)).flatMap(ValueFreeText::of),
                row.getLong(2),
                row.getDouble(3),
                row.getDouble(4),
                row.getLong(5));
    }

    private Identifier administrator() throws SQLException {
        return CatalogRow.read(connection, "SELECT session_user", row -> new Identifier(row.getString(1)))
                .iterator()
                .next();
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
