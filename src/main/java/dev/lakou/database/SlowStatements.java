package dev.lakou.database;

import dev.lakou.database.ServerReport.Shortcoming;
import java.util.List;
import java.util.Optional;

/**
 * The statements of a service that took most time in all, since its server began to count.
 *
 * @param attribution by what the server tells that they are the service's
 * @param missing what keeps it from telling any; then there are none
 */
public record SlowStatements(Attribution attribution, List<SlowStatement> statements, List<Shortcoming> missing) {
    /** More than these tell little. */
    public static final int MOST = 20;

    public SlowStatements {
        statements = List.copyOf(statements);
        missing = List.copyOf(missing);
    }

    /** What of a statement leads to the service. */
    public enum Attribution {
        /** The role that it ran as. */
        ROLE,
        /** The schema that was the session's own, whoever ran it. */
        SCHEMA
    }

    /**
     * One statement, whatever values it had each time.
     *
     * @param text without values; empty where it may hold some
     * @param seconds in all
     * @param slowest of the single times, in seconds
     */
    public record SlowStatement(Optional<String> text, long calls, double seconds, double slowest, long rows) {}
}
