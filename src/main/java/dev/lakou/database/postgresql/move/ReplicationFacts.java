package dev.lakou.database.postgresql.move;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.move.Finding;
import dev.lakou.model.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What decides whether a schema can follow by replication; judged without a server.
 *
 * @param source how people know it
 * @param isRenamed whether a schema is to have another name at the target
 * @param free how many of each limit are free, by {@code server setting}
 * @param mayReplicate whether the source's administrator may make a login that replicates
 * @param maySubscribe whether the target's administrator may subscribe
 * @param unreachable why the target does not reach the source
 * @param tables names of those of each kind
 */
record ReplicationFacts(
        End source,
        End target,
        boolean isRenamed,
        String walLevel,
        Map<Limit, Integer> free,
        boolean mayReplicate,
        boolean maySubscribe,
        Optional<String> unreachable,
        Map<Kind, List<String>> tables) {

    /** Servers since then let others than superusers replicate. */
    static final int FIRST_WITHOUT_SUPERUSER = 16;

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        if (isRenamed) {
            findings.add(Finding.refusing(
                    "Replication needs the same schema name on both sides: keep the name, or use method Copy."));
        }
        if (!walLevel.equals("logical")) {
            findings.add(Finding.refusing(
                    "wal_level at %s is %s; replication needs logical. Or use method Copy."
                            .formatted(source.server(), walLevel),
                    "ALTER SYSTEM SET wal_level = 'logical'; -- restart the server"));
        }
        Stream.of(Limit.values())
                .filter(limit -> free.getOrDefault(limit, limit.needed) < limit.needed)
                .forEach(limit -> findings.add(
                        limit.lacking((limit.isOfSource ? source : target).server(), free.getOrDefault(limit, 0))));
        privileges(findings);
        unreachable.ifPresent(why -> findings.add(Finding.refusing(
                "The target %s does not reach the source %s: %s. Open the network between them, and let the source's pg_hba.conf admit logins from there."
                        .formatted(target.server(), source.server(), why))));
        Stream.of(Kind.values()).forEach(kind -> kind.finding(tables.getOrDefault(kind, List.of()))
                .ifPresent(findings::add));
        return findings;
    }

    private void privileges(List<Finding> findings) {
        if (!mayReplicate) {
            findings.add(lacking(
                    "The administrator at %s may not make a login that replicates.".formatted(source.server()),
                    source,
                    MoveEnd.sql()
                            .sql("ALTER ROLE ")
                            .name(source.administrator())
                            .sql(" REPLICATION;")));
        }
        if (!maySubscribe) {
            findings.add(lacking(
                    "The administrator at %s may not subscribe.".formatted(target.server()),
                    target,
                    MoveEnd.sql()
                            .sql("GRANT pg_create_subscription TO ")
                            .name(target.administrator())
                            .sql("; GRANT CREATE ON DATABASE ")
                            .name(target.database())
                            .sql(" TO ")
                            .name(target.administrator())
                            .sql(";")));
        }
    }

    private static Finding lacking(String text, End end, SqlText statement) {
        return end.version() < FIRST_WITHOUT_SUPERUSER
                ? Finding.refusing(
                        text
                                + " Before PostgreSQL 16 only a superuser may: use method Copy, or have one in the admin Secret while it moves.")
                : Finding.refusing(text, statement.text());
    }

    /** One of the two servers. */
    record End(String server, int version, Identifier administrator, Identifier database) {}

    /** What a server has a number of. */
    enum Limit {
        SLOTS("max_replication_slots", true, 3),
        SENDERS("max_wal_senders", true, 3),
        ORIGINS("max_replication_slots", false, 3),
        WORKERS("max_logical_replication_workers", false, 2);

        private final String setting;
        private final boolean isOfSource;
        private final int needed;

        Limit(String setting, boolean isOfSource, int needed) {
            this.setting = setting;
            this.isOfSource = isOfSource;
            this.needed = needed;
        }

        private Finding lacking(String server, int free) {
            return Finding.refusing(
                    "%s at %s leaves %d free, and a move takes %d: raise it.".formatted(setting, server, free, needed),
                    "ALTER SYSTEM SET %s = 20; -- restart the server".formatted(setting));
        }
    }

    /** What tables, or things of them, can be that matters. */
    enum Kind {
        UNLOGGED(
                true,
                "Unlogged tables are in no log and are not replicated: %s. ALTER TABLE .. SET LOGGED, or use method Copy."),
        POLICIES(true, "Policies hide rows of these from the login that replicates: %s. Use method Copy."),
        INCOMPARABLE(
                true,
                "These are of tables without a primary key, and rows with such a value cannot be told apart: %s. Add a primary key, or use method Copy."),
        GENERATED(
                true,
                "These are computed, and of tables without a primary key, whose rows are then told apart by all that is not computed, which PostgreSQL 18 refuses: %s. Add a primary key, or use method Copy."),
        FIRING(
                true,
                "These triggers fire at the target, too, while rows come in (ENABLE ALWAYS or REPLICA), and would do their work twice: %s. ALTER TABLE .. ENABLE TRIGGER, or use method Copy."),
        KEYLESS(
                false,
                "These have no primary key; while they move, an update or a deletion writes whole rows to the log, and searches the table at the target: %s."),
        VIEWS(
                false,
                "While it moves the service can refresh no materialized view: %s. They are filled anew at the target before the cut-over.");

        private final boolean refuses;
        private final String text;

        Kind(boolean refuses, String text) {
            this.refuses = refuses;
            this.text = text;
        }

        private Optional<Finding> finding(List<String> names) {
            return names.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Finding(refuses, text.formatted(String.join(", ", names)), Optional.empty()));
        }
    }
}
