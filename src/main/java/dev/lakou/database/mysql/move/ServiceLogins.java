package dev.lakou.database.mysql.move;

import dev.lakou.database.mysql.connect.MySqlSessions;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.plan.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The logins of a service on one server: all that carry its marker. */
record ServiceLogins(MoveEnd end, Marker service) {

    /** Those that let somebody in. */
    List<Identifier> open() {
        return end.with((connection, dialect) -> dialect.flavor().openLogins(connection).entrySet().stream()
                .filter(login -> login.getValue().equals(service))
                .map(Map.Entry::getKey)
                .sorted()
                .toList());
    }

    /** Open or not. */
    List<Identifier> all() {
        return end.with((connection, dialect) -> MoveEnd.list(
                connection,
                "SELECT user FROM (" + dialect.flavor().markedAccounts() + ") m WHERE marker IN (?, ?) ORDER BY 1",
                row -> new Identifier(row.getString(1)),
                service.toString(),
                Marker.adopted(service.toString())));
    }

    /** Leaves none of them open. */
    void close() {
        change(open().stream().<Change>map(Change.CloseLogin::new).toList());
        var left = open();
        if (!left.isEmpty()) {
            throw end.busy("logins were opened meanwhile: %s.".formatted(left));
        }
    }

    /** Leaves those of these open that are the service's. */
    void open(Collection<Identifier> logins) {
        var ours = all();
        var wanted = logins.stream().filter(ours::contains).toList();
        var isOpen = open();
        change(wanted.stream()
                .filter(login -> !isOpen.contains(login))
                .<Change>map(Change.OpenLogin::new)
                .toList());
        if (!open().containsAll(wanted)) {
            throw end.busy("logins were closed meanwhile, of %s.".formatted(wanted));
        }
    }

    /** @return those that are still there, by their account */
    List<String> endSessions() {
        var ours = all();
        return end.with((connection, dialect) -> {
            for (var login : ours) {
                MySqlSessions.end(connection, login);
            }
            return sessions(connection, ours);
        });
    }

    private static List<String> sessions(Connection connection, Collection<Identifier> logins) throws SQLException {
        return MoveEnd.list(
                        connection,
                        "SELECT id, user FROM information_schema.processlist",
                        row -> logins.contains(new Identifier(row.getString(2)))
                                ? "session %d of %s".formatted(row.getLong(1), row.getString(2))
                                : "")
                .stream()
                .filter(session -> !session.isEmpty())
                .toList();
    }

    private void change(List<Change> changes) {
        if (!changes.isEmpty()) {
            end.run(end.with((connection, dialect) -> dialect.of(changes)));
        }
    }
}
