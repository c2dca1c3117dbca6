package dev.lakou.kubernetes.metrics;

import dev.lakou.database.SessionState;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.database.TenantUsage.Storage;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is told of what one tenant uses. */
final class UsageSamples {
    private final String prefix;
    private final Tags tags;
    private final List<Sample> samples = new ArrayList<>();

    private UsageSamples(String prefix, Tags tags) {
        this.prefix = prefix;
        this.tags = tags;
    }

    /** @param prefix {@code lakou.service} or {@code lakou.reader} */
    static List<Sample> of(
            String prefix,
            Tags tags,
            Optional<Storage> storage,
            Optional<Sessions> sessions,
            Optional<Statements> statements) {
        var all = new UsageSamples(prefix, tags);
        storage.ifPresent(all::add);
        sessions.ifPresent(all::add);
        statements.ifPresent(all::add);
        return all.samples;
    }

    private void add(Storage storage) {
        gauge("table", "bytes", "What its tables hold, without indexes", storage.tableBytes());
        gauge("index", "bytes", "What its indexes hold", storage.indexBytes());
        storage.toastBytes()
                .ifPresent(bytes -> gauge("toast", "bytes", "Large values that lie beside their table", bytes));
        gauge("tables", "", "Its tables", storage.tables());
        gauge("rows", "", "Its rows, as the server estimates them", storage.rows());
        storage.deadRows().ifPresent(rows -> gauge("dead.rows", "", "Rows that wait for a VACUUM", rows));
    }

    private void add(Sessions sessions) {
        for (var state : SessionState.values()) {
            var count = sessions.byState().getOrDefault(state, 0);
            if (count > 0 || state == SessionState.ACTIVE) {
                samples.add(Sample.gauge(
                        prefix + ".connections",
                        "",
                        "Its connections, by what they do",
                        tags.and("state", state.name().toLowerCase(Locale.ROOT)),
                        count));
            }
        }
        sessions.limit()
                .ifPresent(
                        limit -> gauge("connections.limit", "", "How many connections all its logins may have", limit));
        gauge("connections.used", "ratio", "How much of its own limit its fullest login has taken", sessions.fullest());
        sessions.oldestTransaction()
                .ifPresent(age -> gauge("transaction.age", "seconds", "Age of its oldest transaction", age));
        sessions.longestIdleInTransaction()
                .ifPresent(age -> gauge(
                        "idle.in.transaction",
                        "seconds",
                        "How long one of its sessions has done nothing in an open transaction",
                        age));
        gauge("waiting.sessions", "", "Its sessions that wait for a lock", sessions.waiting());
        gauge("blocking.sessions", "", "Its sessions that hold a lock which others wait for", sessions.blocking());
    }

    private void add(Statements statements) {
        total("statements", "", "Statements that it ran", statements.calls());
        total("statement.time", "seconds", "Time that its statements took", statements.seconds());
        total("statement.rows", "", "Rows that its statements read or changed", statements.rows());
        statements
                .readBytes()
                .ifPresent(bytes -> total("statement.read", "bytes", "What its statements read from files", bytes));
        statements
                .temporaryBytes()
                .ifPresent(bytes -> total("statement.temporary", "bytes", "What its statements wrote aside", bytes));
    }

    private void gauge(String name, String unit, String description, double value) {
        samples.add(Sample.gauge(prefix + '.' + name, unit, description, tags, value));
    }

    private void total(String name, String unit, String description, double value) {
        samples.add(Sample.total(prefix + '.' + name, unit, description, tags, value));
    }
}
