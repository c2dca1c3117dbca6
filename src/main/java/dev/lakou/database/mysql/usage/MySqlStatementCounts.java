package dev.lakou.database.mysql.usage;

import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.database.mysql.flavor.MySqlQuoting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the statements of each account of a MySQL server took. To tell it, the server goes through all its sessions for each
 * of some 220 kinds of statements of each account that ever came; for all of ten thousand it takes many seconds. So only those
 * are looked at who had a session since they were looked at last, the longest unseen first and as many as there is time for.
 * The others are told as they were.
 */
public final class MySqlStatementCounts {
    static final Statements NONE = new Statements(0, 0, 0, OptionalLong.empty(), OptionalLong.empty());

    /** Found by an index: to ask for a user costs the server one comparison for each account, and its 220 rows. */
    private static final String COUNTS =
            """
            SELECT user, sum(count_star), sum(sum_timer_wait) / 1e12, sum(sum_rows_sent + sum_rows_affected)
            FROM performance_schema.events_statements_summary_by_account_by_event_name WHERE user IN (%s) GROUP BY user
            """;

    private static final int TOGETHER = 100;
    private static final Duration TIME = Duration.ofMillis(500);

    private final Map<String, Look> looks = new HashMap<>();
    private long readings;

    /** What is known of these users; nothing of those that there was no time for yet. */
    synchronized Map<String, Statements> of(MySqlQuestions questions, Set<String> users) throws SQLException {
        var presence = presence(questions);
        looks.keySet().retainAll(users);
        users.stream().filter(user -> !presence.containsKey(user)).forEach(user -> looks.put(user, Look.NEVER_CAME));
        presence.keySet().retainAll(users);
        look(questions, due(presence, looks));
        return looks.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, look -> look.getValue().statements));
    }

    /** Of whom something may have changed: the longest unseen first, and of those the ones with most sessions. */
    static List<Map.Entry<String, Presence>> due(Map<String, Presence> presence, Map<String, Look> looks) {
        Comparator<Map.Entry<String, Presence>> longestUnseen = Comparator.comparing(
                one -> find(looks, one.getKey()).map(Look::reading).orElse(-1L));
        Comparator<Map.Entry<String, Presence>> fewestSessions = Comparator.comparing(one -> one.getValue().sessions);
        return presence.entrySet().stream()
                .filter(one -> one.getValue().sessions > 0
                        || !find(looks, one.getKey()).map(Look::presence).equals(Optional.of(one.getValue())))
                .sorted(longestUnseen.thenComparing(fewestSessions.reversed()))
                .toList();
    }

    private static Optional<Look> find(Map<String, Look> looks, String user) {
        return Optional.ofNullable(looks.get(user));
    }

    static Statements read(ResultSet row) throws SQLException {
        return new Statements(
                row.getLong(2), row.getDouble(3), row.getLong(4), OptionalLong.empty(), OptionalLong.empty());
    }

    private static Map<String, Presence> presence(MySqlQuestions questions) throws SQLException {
        var presence = new HashMap<String, Presence>();
        questions.each(
                """
                SELECT user, sum(total_connections), sum(current_connections)
                FROM performance_schema.accounts WHERE user IS NOT NULL GROUP BY user
                """,
                row -> presence.put(row.getString(1), new Presence(row.getLong(2), row.getLong(3))));
        return presence;
    }

    private void look(MySqlQuestions questions, List<Map.Entry<String, Presence>> due) throws SQLException {
        var begin = System.nanoTime();
        readings++;
        for (var from = 0; from < due.size() && (from == 0 || System.nanoTime() - begin < TIME.toNanos()); ) {
            var some = due.subList(from, Math.min(due.size(), from + TOGETHER));
            var users = some.stream().map(one -> MySqlQuoting.INSTANCE.literal(one.getKey()));
            var told = new HashMap<String, Statements>();
            questions.each(
                    COUNTS.formatted(users.collect(Collectors.joining(", "))),
                    row -> told.put(row.getString(1), read(row)));
            some.forEach(one ->
                    looks.put(one.getKey(), new Look(told.getOrDefault(one.getKey(), NONE), one.getValue(), readings)));
            from += TOGETHER;
        }
    }

    /**
     * Who came.
     *
     * @param logins since the server began to count
     * @param sessions that it has now
     */
    record Presence(long logins, long sessions) {}

    /**
     * What was told of an account.
     *
     * @param presence right before
     * @param reading in which reading it was
     */
    record Look(Statements statements, Presence presence, long reading) {
        static final Look NEVER_CAME = new Look(NONE, new Presence(0, 0), 0);
    }
}
