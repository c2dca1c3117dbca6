package dev.lakou.database.postgresql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.move.Pause;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.database.postgresql.sql.ScramVerifier;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.security.SecureRandom;

/** The login by which the target comes to the source, and the slots that keep the source's log for it. */
record Replicator(MoveEnd source, Identifier login, Identifier slot, Identifier readers, String mark) {
    private static final String OURS =
            "SELECT rolname FROM pg_roles WHERE rolname = ? AND shobj_description(oid, 'pg_authid') = ?";

    private static final String SLOTS =
            "SELECT slot_name FROM pg_replication_slots WHERE slot_name = ? OR slot_name ~ ('^pg_' || ? || '_sync_[0-9]+_[0-9]+$')";

    private static final int TRIES = 50;
    private static final long REST = 100;

    /**
     * Leaves it open.
     *
     * @return its password, known to nobody but the target's catalog, which only superusers read; it goes with the login
     */
    Password open() {
        var password = Password.generate(new SecureRandom());
        var text = MoveEnd.sql();
        if (!isThere()) {
            text.sql("CREATE ROLE ")
                    .name(login)
                    .sql(" REPLICATION; COMMENT ON ROLE ")
                    .name(login)
                    .sql(" IS ")
                    .literal(mark)
                    .sql("; GRANT ")
                    .name(login)
                    .sql(" TO lakou_admin; ");
        }
        text.sql("GRANT ")
                .name(PostgresNames.connectGroup(source.database()))
                .sql(", ")
                .name(readers)
                .sql(" TO ")
                .name(login)
                .sql("; ALTER ROLE ")
                .name(login)
                .sql(" LOGIN PASSWORD ")
                .secret(ScramVerifier.of(password).text())
                .sql("; ");
        // One message is one transaction.
        source.run(text);
        return password;
    }

    /** Leaves neither slots nor login; who is still there by it comes to no end otherwise, and would make slots anew. */
    void remove(String subscription) {
        if (isThere()) {
            source.run(MoveEnd.sql().sql("ALTER ROLE ").name(login).sql(" NOLOGIN"));
        }
        dropSlots(subscription);
        if (isThere()) {
            source.run(MoveEnd.sql().sql("DROP ROLE ").name(login));
        }
    }

    boolean isThere() {
        return source.holds(OURS, login.value(), mark);
    }

    /** @param subscription the number by which the target names the slots of single tables; empty if nobody knows */
    void dropSlots(String subscription) {
        for (var left = TRIES; ; left--) {
            try {
                endSessions();
                source.texts(
                        "SELECT pg_drop_replication_slot(slot_name)::text FROM (" + SLOTS + ") slots",
                        slot.value(),
                        subscription);
                return;
            } catch (DatabaseException e) {
                if (e.kind() == Kind.UNREACHABLE || left == 1) {
                    throw e;
                }
                // The one who has it is still ending (55006).
                Pause.ofMillis(REST);
            }
        }
    }

    private void endSessions() {
        source.change(end());
    }

    private SqlText end() {
        return MoveEnd.sql()
                .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ")
                .literal(login.value())
                .sql("; ");
    }
}
