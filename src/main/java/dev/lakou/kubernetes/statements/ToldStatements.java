package dev.lakou.kubernetes.statements;

import dev.lakou.database.SlowStatements;
import dev.lakou.database.SlowStatements.SlowStatement;
import java.util.List;
import java.util.Locale;

/**
 * The statements of a service as people and their programs are told them.
 *
 * @param attributedBy {@code role} or {@code schema}
 */
public record ToldStatements(String server, String attributedBy, List<Row> statements) {
    private static final String NOT_SHOWN = "(not shown, as it may hold values)";

    public ToldStatements {
        statements = List.copyOf(statements);
    }

    public static ToldStatements of(String server, SlowStatements told) {
        return new ToldStatements(
                server,
                told.attribution().name().toLowerCase(Locale.ROOT),
                told.statements().stream().map(Row::of).toList());
    }

    /** One statement; times are in seconds. */
    public record Row(
            String statement, long calls, double totalSeconds, double meanSeconds, double slowestSeconds, long rows) {
        private static Row of(SlowStatement told) {
            return new Row(
                    told.text().orElse(NOT_SHOWN),
                    told.calls(),
                    told.seconds(),
                    told.calls() == 0 ? 0 : told.seconds() / told.calls(),
                    told.slowest(),
                    told.rows());
        }
    }
}
