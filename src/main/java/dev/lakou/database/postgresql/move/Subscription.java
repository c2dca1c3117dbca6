package dev.lakou.database.postgresql.move;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the target takes from the source. */
record Subscription(MoveEnd target, Identifier name) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FIRST_THAT_COUNTS = 15;

    private static final String NUMBER =
            "SELECT oid::text FROM pg_subscription WHERE subname = ? AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private static final String PENDING =
            """
            SELECT r.srrelid::regclass::text FROM pg_subscription s JOIN pg_subscription_rel r ON r.srsubid = s.oid
            WHERE s.subname = ? AND r.srsubstate <> 'r' ORDER BY 1
            """;

    /** What was told to the source is after all that was applied: the worker answers in the order in which it was told. */
    private static final String APPLIED =
            "SELECT 1 FROM pg_stat_subscription WHERE subname = ? AND latest_end_lsn >= ?::pg_lsn";

    private static final String SYNC_ERRORS =
            "SELECT to_jsonb(s) ->> 'sync_error_count' FROM pg_stat_subscription_stats s WHERE s.subname = ?";

    private static final String TROUBLES =
            """
            SELECT string_agg(n.key || ' ' || n.value, ', ' ORDER BY n.key) FROM pg_stat_subscription_stats s, jsonb_each_text(to_jsonb(s) - 'subid') n
            WHERE s.subname = ? AND n.value ~ '^[1-9][0-9]*$'
            """;

    boolean isThere() {
        return !number().isEmpty();
    }

    /** By which the target names slots at the source; empty if there is no subscription. */
    String number() {
        return String.join("", target.texts(NUMBER, name.value()));
    }

    /** Makes a slot of its name at the source, where none may be. */
    void create(String address) {
        var creation = MoveEnd.sql()
                .sql("CREATE SUBSCRIPTION ")
                .name(name)
                .sql(" CONNECTION ")
                .secret(address)
                .sql(" PUBLICATION ")
                .name(name)
                .sql(" WITH (copy_data = true, slot_name = ")
                .literal(name.value())
                .sql(")");
        target.with(PATIENCE, connection -> {
            creation.execute(connection);
            return true;
        });
    }

    List<String> pending() {
        return target.texts(PENDING, name.value());
    }

    List<String> tables() {
        return target.texts(
                "SELECT r.srrelid::regclass::text FROM pg_subscription s JOIN pg_subscription_rel r ON r.srsubid = s.oid WHERE s.subname = ?",
                name.value());
    }

    boolean hasApplied(Connection connection, String position) throws SQLException {
        return !CatalogRow.texts(connection, APPLIED, name.value(), position).isEmpty();
    }

    boolean isReceiving() {
        return target.holds("SELECT 1 FROM pg_stat_subscription WHERE subname = ? AND pid IS NOT NULL", name.value());
    }

    /** What the target counts of errors, and since 18 of rows that it found otherwise than they had to be; 14 counts nothing. */
    String troubles() {
        if (target.version() < FIRST_THAT_COUNTS) {
            return "none";
        }
        return target.texts(TROUBLES, name.value()).stream()
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("none");
    }

    /** Why the tables that are not there yet are tried again; empty when they are not, as far as anybody but the log knows. */
    Optional<String> refusal() {
        if (target.version() < FIRST_THAT_COUNTS) {
            return new DiskProbe(target).refusal();
        }
        return target.texts(SYNC_ERRORS, name.value()).stream()
                .filter(Objects::nonNull)
                .filter(count -> !count.equals("0"))
                .findFirst()
                .map(count -> "the target has failed %s times to take the rows of a table: %s"
                        .formatted(count, new DiskProbe(target).refusal().orElse("its log says why")));
    }

    /** Nothing more arrives. All that arrived is on disk: the worker itself does not wait for it. */
    void disable() {
        alter(" DISABLE");
    }

    void enable() {
        alter(" ENABLE");
    }

    /** Takes its slots with it. Where the source does not answer, or has none any more, they are left to it. */
    void drop() {
        if (!isThere()) {
            return;
        }
        var drop = MoveEnd.sql().sql("DROP SUBSCRIPTION ").name(name);
        try {
            target.run(drop);
        } catch (DatabaseException e) {
            // One that does not answer itself says so again.
            disable();
            alter(" SET (slot_name = NONE)");
            target.run(drop);
        }
    }

    private void alter(@CompileTimeConstant String how) {
        if (isThere()) {
            target.run(MoveEnd.sql()
                    .sql("SET synchronous_commit TO local; ALTER SUBSCRIPTION ")
                    .name(name)
                    .sql(how));
        }
    }
}
