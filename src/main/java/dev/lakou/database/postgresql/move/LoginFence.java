package dev.lakou.database.postgresql.move;

import dev.lakou.database.move.Fence;
import dev.lakou.database.move.Pause;
import dev.lakou.database.postgresql.PostgresTransaction;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.plan.Change;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Keeps a service from its schemas: its logins are closed and their sessions ended. */
record LoginFence(MoveEnd end, Marker service, List<Identifier> schemas) {
    /** All its sessions come in by these. */
    private static final String LOGINS =
            """
            SELECT rolname FROM pg_roles WHERE rolcanlogin = ? AND shobj_description(oid, 'pg_authid') IN (?, ?) ORDER BY 1
            """;

    private static final String SESSIONS =
            """
            SELECT 'session ' || a.pid || ' of ' || a.usename FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
            WHERE shobj_description(r.oid, 'pg_authid') IN (?, ?)
            """;

    /** A prepared transaction has no session, and can be committed by whoever comes later. */
    private static final String WRITES =
            """
            SELECT DISTINCT coalesce('session ' || a.pid || ' of ' || a.usename, 'a prepared transaction (pg_prepared_xacts)')
              || ' holds ' || l.mode || ' on ' || l.relation::regclass
            FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND n.nspname = ANY (?)
              AND l.granted AND l.mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
              AND coalesce(a.backend_type, 'client backend') = 'client backend' AND l.pid IS DISTINCT FROM pg_backend_pid()
            """;

    /** Who may write there, and is neither the service nor one who administers all. */
    private static final String WRITERS =
            """
            SELECT DISTINCT r.rolname || coalesce(' (' || shobj_description(r.oid, 'pg_authid') || ')', '')
            FROM pg_roles r, pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
            WHERE n.nspname = ANY (?) AND r.rolcanlogin AND NOT r.rolsuper AND r.rolname <> session_user
              AND coalesce(shobj_description(r.oid, 'pg_authid'), '') NOT IN (?, ?)
              AND NOT pg_has_role(r.oid, 'lakou_admin', 'MEMBER')
              AND has_schema_privilege(r.oid, n.oid, 'USAGE') AND has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
            ORDER BY 1
            """;

    private static final long STEP = 10;

    List<String> open() {
        return logins(true);
    }

    private List<String> logins(boolean open) {
        return end.texts(LOGINS, open, service.toString(), Marker.adopted(service.toString()));
    }

    List<String> otherWriters() {
        var mark = service.toString();
        return end.texts(WRITERS, names(), mark, Marker.adopted(mark));
    }

    Fence close(Duration atMost) {
        var others = otherWriters();
        if (!others.isEmpty()) {
            throw end.busy("others may write in the schema: %s. Take that right away from them first."
                    .formatted(String.join(", ", others)));
        }
        var logins = Stream.of(true, false)
                .flatMap(open -> logins(open).stream())
                .map(Identifier::new)
                .toList();
        run(closings(logins));
        awaitNobody(logins, System.nanoTime() + atMost.toNanos());
        return new Fence(end.with(Position::of));
    }

    /** Those of these that are the service's. */
    void open(Collection<Identifier> logins) {
        var closed = logins(false);
        var openings = logins.stream()
                .filter(login -> closed.contains(login.value()))
                .<Change>map(Change.OpenLogin::new)
                .toList();
        run(openings);
    }

    private void run(List<Change> changes) {
        end.with(connection -> {
            new PostgresTransaction(end.database()).run(connection, changes);
            return true;
        });
    }

    private void awaitNobody(List<Identifier> logins, long deadline) {
        while (true) {
            var there = end.texts(SESSIONS, service.toString(), Marker.adopted(service.toString()));
            var writing = end.texts(WRITES, names());
            if (there.isEmpty() && writing.isEmpty()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw end.busy("not all have ended in time: %s. Nothing was moved; it can be tried again."
                        .formatted(String.join(
                                ", ",
                                Stream.concat(there.stream(), writing.stream()).toList())));
            }
            end.with(connection -> {
                new PostgresTransaction(end.database()).endSessions(connection, closings(logins));
                return true;
            });
            Pause.ofMillis(STEP);
        }
    }

    private List<String> names() {
        return schemas.stream().map(Identifier::value).toList();
    }

    private static List<Change> closings(List<Identifier> logins) {
        return logins.stream().<Change>map(Change.CloseLogin::new).toList();
    }
}
