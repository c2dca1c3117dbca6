package dev.lakou.database.postgresql.move;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.TlsMode;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.move.Fence;
import dev.lakou.database.move.TransferProgress;
import dev.lakou.database.postgresql.PostgresNames;
import dev.lakou.database.postgresql.ScramVerifier;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Has the servers copy rows, and what is written meanwhile, by their own logical replication. */
record Replication(
        MoveEnd source, MoveEnd target, List<String> schemas, MoveNames names, Identifier readers, String mark) {
    /** One entry stands for all its partitions. */
    private static final String TABLES =
            """
            SELECT n.nspname, c.relname, c.oid::bigint, c.relreplident::text,
                   c.relreplident = 'n' OR c.relreplident = 'd' AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary),
                   c.relispartition
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'p')
              AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
            ORDER BY 1, 2
            """;

    private static final String LAG =
            """
            SELECT coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn))::bigint, -1), coalesce(bool_or(wal_status = 'lost'), false)
            FROM pg_replication_slots WHERE slot_name = ?
            """;

    private static final String PENDING =
            """
            SELECT r.srrelid::regclass::text FROM pg_subscription s JOIN pg_subscription_rel r ON r.srsubid = s.oid
            WHERE s.subname = ? AND r.srsubstate <> 'r' ORDER BY 1
            """;

    private static final String BYTES =
            """
            SELECT coalesce(sum(pg_table_size(c.oid)), 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY (?) AND c.relkind = 'r'
            """;

    private static final Duration STEP = Duration.ofMillis(10);

    void start() {
        if (!isSubscribed()) {
            publish();
            subscribe();
        }
    }

    /** Without a key no row could be told from another, and the service's own updates would be refused (55000). */
    private void publish() {
        if (isPublished()) {
            return;
        }
        var tables = tables();
        var texts = new ArrayList<SqlText>();
        texts.add(MoveEnd.sql().sql("SET LOCAL lock_timeout = '1s'; "));
        tables.stream()
                .filter(Table::isWithoutKey)
                .map(table -> table.identified('f'))
                .forEach(texts::add);
        var publication = MoveEnd.sql().sql("CREATE PUBLICATION ").name(names.replication());
        var separator = false;
        for (var table : tables.stream().filter(table -> !table.isPartition()).toList()) {
            publication.sql(separator ? ", " : " FOR TABLE ONLY ");
            if (separator) {
                publication.sql("ONLY ");
            }
            table.name(publication);
            separator = true;
        }
        texts.add(publication
                .sql(" WITH (publish_via_partition_root = true); COMMENT ON PUBLICATION ")
                .name(names.replication())
                .sql(" IS ")
                .literal(mark + notes(tables))
                .sql("; "));
        source.change(texts.toArray(SqlText[]::new));
    }

    /** What the tables' identities were, so that they can be put back. */
    private static String notes(List<Table> tables) {
        var notes = new StringBuilder();
        tables.stream()
                .filter(Table::isWithoutKey)
                .forEach(table -> notes.append(' ').append(table.oid()).append(table.identity()));
        return notes.toString();
    }

    /** Its password is known to nobody but the target's catalog, which only superusers read, and goes with the login. */
    private void subscribe() {
        var password = Password.generate(new SecureRandom());
        dropSlot();
        source.with(connection -> {
            var exists = !MoveEnd.texts(
                            connection,
                            "SELECT rolname FROM pg_roles WHERE rolname = ?",
                            names.replicator().value())
                    .isEmpty();
            var login = MoveEnd.sql();
            if (!exists) {
                login.sql("CREATE ROLE ")
                        .name(names.replicator())
                        .sql(" REPLICATION; COMMENT ON ROLE ")
                        .name(names.replicator())
                        .sql(" IS ")
                        .literal(mark)
                        .sql("; ");
            }
            login.sql("GRANT ")
                    .name(PostgresNames.connectGroup(source.database()))
                    .sql(", ")
                    .name(readers)
                    .sql(" TO ")
                    .name(names.replicator());
            login.sql("; ALTER ROLE ")
                    .name(names.replicator())
                    .sql(" LOGIN PASSWORD ")
                    .secret(ScramVerifier.of(password).text())
                    .sql("; ");
            connection.setAutoCommit(false);
            login.execute(connection);
            connection.commit();
            return true;
        });
        target.with(Duration.ofMinutes(2), connection -> {
            MoveEnd.sql()
                    .sql("CREATE SUBSCRIPTION ")
                    .name(names.replication())
                    .sql(" CONNECTION ")
                    .secret(address(password))
                    .sql(" PUBLICATION ")
                    .name(names.replication())
                    .sql(" WITH (copy_data = true, slot_name = ")
                    .literal(names.replication().value())
                    .sql(")")
                    .execute(connection);
            MoveEnd.sql()
                    .sql("COMMENT ON SUBSCRIPTION ")
                    .name(names.replication())
                    .sql(" IS ")
                    .literal(mark)
                    .execute(connection);
            return true;
        });
    }

    private String address(Password password) {
        var tls = source.configuration().tls().mode().compareTo(TlsMode.REQUIRE) >= 0 ? "require" : "prefer";
        return "host=%s port=%d dbname=%s user=%s password=%s sslmode=%s connect_timeout=10"
                .formatted(
                        quoted(source.configuration().host()),
                        source.configuration().port(),
                        quoted(source.database().value()),
                        quoted(names.replicator().value()),
                        quoted(password.value()),
                        tls);
    }

    static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    TransferProgress progress() {
        var total = bytes(source);
        var copied = bytes(target);
        var pending = target.texts(PENDING, names.replication().value());
        var lag = lag();
        var trouble = new ArrayList<String>();
        if (isSubscribed() && lag.get(0) < 0) {
            trouble.add("the replication slot is gone at the source; call the move off and begin anew");
        }
        if (lag.get(1) > 0) {
            trouble.add(
                    "the source has thrown away log that the target still needs (max_slot_wal_keep_size); call the move off and begin anew");
        }
        if (isSubscribed()
                && target.texts(
                                "SELECT 1 FROM pg_stat_subscription WHERE subname = ? AND pid IS NOT NULL",
                                names.replication().value())
                        .isEmpty()) {
            trouble.add("no worker of the target is receiving now: its log says why");
        }
        var complete = isSubscribed() && pending.isEmpty();
        var percent = complete ? 100 : total == 0 ? 0 : (int) Math.min(99, 100 * copied / total);
        return new TransferProgress(
                percent, complete ? total : Math.min(copied, total), total, Math.max(0, lag.get(0)), pending, trouble);
    }

    boolean caughtUp(Fence fence, Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        return source.with(connection -> {
            while (true) {
                var behind = MoveEnd.read(
                        connection,
                        "SELECT confirmed_flush_lsn < ?::pg_lsn FROM pg_replication_slots WHERE slot_name = ?",
                        row -> row.getBoolean(1),
                        fence.position(),
                        names.replication().value());
                if (behind.isEmpty()) {
                    throw source.busy("the replication slot is gone; call the move off and begin anew.");
                }
                if (!behind.get(0)
                        && target.texts(PENDING, names.replication().value()).isEmpty()) {
                    return true;
                }
                if (System.nanoTime() > deadline) {
                    return false;
                }
                Pause.ofMillis(STEP.toMillis());
            }
        });
    }

    /** Nothing more arrives. */
    void stop() {
        alter(" DISABLE");
    }

    void goOn() {
        alter(" ENABLE");
    }

    private void alter(@CompileTimeConstant String how) {
        if (isSubscribed()) {
            target.with(connection -> {
                MoveEnd.sql()
                        .sql("ALTER SUBSCRIPTION ")
                        .name(names.replication())
                        .sql(how)
                        .execute(connection);
                return true;
            });
        }
    }

    /** Takes its slots with it, but for a source that does not answer: those are dropped there later. */
    void unsubscribe() {
        if (!isSubscribed()) {
            return;
        }
        var drop = MoveEnd.sql().sql("DROP SUBSCRIPTION ").name(names.replication());
        try {
            target.with(connection -> {
                drop.execute(connection);
                return true;
            });
        } catch (DatabaseException e) {
            stop();
            alter(" SET (slot_name = NONE)");
            target.with(connection -> {
                drop.execute(connection);
                return true;
            });
        }
    }

    void unpublish() {
        dropSlot();
        if (isPublished()) {
            var texts = new ArrayList<SqlText>();
            var notes = source.texts(PUBLICATION, names.replication().value()).get(0);
            for (var table : tables()) {
                for (var identity : List.of('d', 'n')) {
                    if ((notes + " ").contains(" " + table.oid() + identity + " ")) {
                        texts.add(table.identified(identity));
                    }
                }
            }
            texts.add(MoveEnd.sql()
                    .sql("DROP PUBLICATION ")
                    .name(names.replication())
                    .sql("; "));
            source.change(texts.toArray(SqlText[]::new));
        }
        var logins = source.texts(
                "SELECT rolname FROM pg_roles WHERE rolname = ? AND shobj_description(oid, 'pg_authid') = ?",
                names.replicator().value(),
                mark);
        if (!logins.isEmpty()) {
            source.with(connection -> {
                MoveEnd.sql().sql("DROP ROLE ").name(names.replicator()).execute(connection);
                return true;
            });
        }
    }

    /** Also those by which single tables were copied; the one of a worker that is still ending is let go first. */
    private void dropSlot() {
        var slot = names.replication().value();
        for (var tries = 50;
                !source.texts("SELECT slot_name FROM pg_replication_slots WHERE slot_name = ?", slot)
                        .isEmpty();
                tries--) {
            try {
                source.with(connection -> {
                    MoveEnd.texts(
                            connection,
                            """
                            SELECT pg_terminate_backend(active_pid)::text FROM pg_replication_slots WHERE slot_name = ? AND active
                            """,
                            slot);
                    return MoveEnd.texts(
                            connection,
                            "SELECT pg_drop_replication_slot(slot_name)::text FROM pg_replication_slots WHERE slot_name = ?",
                            slot);
                });
            } catch (DatabaseException e) {
                if (tries == 0) {
                    throw e;
                }
                Pause.ofMillis(100);
            }
        }
        source.with(connection -> MoveEnd.texts(
                connection,
                "SELECT pg_drop_replication_slot(slot_name)::text FROM pg_replication_slots WHERE NOT active AND slot_name ~ '^pg_[0-9]+_sync_[0-9]+_[0-9]+$' AND database = current_database()"
                        + " AND EXISTS (SELECT FROM pg_publication WHERE pubname = ?) AND (SELECT count(*) FROM pg_publication) = 1",
                slot));
    }

    private static final String PUBLICATION =
            "SELECT obj_description(oid, 'pg_publication') FROM pg_publication WHERE pubname = ?";

    private boolean isPublished() {
        return source.texts(PUBLICATION, names.replication().value()).stream()
                .anyMatch(text -> text != null && text.startsWith(mark));
    }

    boolean isSubscribed() {
        return !target.texts(
                        "SELECT subname FROM pg_subscription WHERE subname = ? AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())",
                        names.replication().value())
                .isEmpty();
    }

    private List<Long> lag() {
        return source.with(connection -> MoveEnd.read(
                        connection,
                        LAG,
                        row -> List.of(row.getLong(1), row.getBoolean(2) ? 1L : 0L),
                        names.replication().value())
                .get(0));
    }

    private long bytes(MoveEnd end) {
        return end.with(connection ->
                MoveEnd.read(connection, BYTES, row -> row.getLong(1), schemas).get(0));
    }

    List<Table> tables() {
        return source.with(connection -> MoveEnd.read(
                connection,
                TABLES,
                row -> new Table(
                        new Identifier(row.getString(1)),
                        new Identifier(row.getString(2)),
                        row.getLong(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getBoolean(6)),
                schemas));
    }

    /** @param identity by which its rows are told apart, in the letter of the catalog */
    record Table(
            Identifier schema, Identifier table, long oid, String identity, boolean isWithoutKey, boolean isPartition) {
        void name(SqlText text) {
            text.name(schema).sql(".").name(table);
        }

        SqlText identified(char letter) {
            var text = MoveEnd.sql().sql("ALTER TABLE ONLY ");
            name(text);
            return text.sql(" REPLICA IDENTITY ")
                    .sql(letter == 'f' ? "FULL; " : letter == 'n' ? "NOTHING; " : "DEFAULT; ");
        }
    }
}
