package dev.lakou.database.postgresql.connect;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.JdbcPool;
import dev.lakou.database.jdbc.TlsTrouble;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Says what an error of the administrator's session means; {@link PostgresError} is the table of them.
 *
 * @param server how people know the server: host and port
 * @param certified whether the server is shown a client certificate
 */
public record PostgresErrors(String server, boolean certified) {

    /** Says so before anything is tried: a standby answers every question, and refuses every change. */
    DatabaseException standby() {
        return new DatabaseException(
                Kind.READ_ONLY,
                "PostgreSQL at %s is a read-only standby (25006): nothing can be made or changed on it. Lakou goes on once the primary answers there; if it moved for good, correct spec.host."
                        .formatted(server));
    }

    /** Of a primary whose sessions begin with default_transaction_read_only. */
    DatabaseException readOnlyByDefault() {
        return new DatabaseException(
                Kind.READ_ONLY,
                "PostgreSQL at %s takes no changes: default_transaction_read_only is on for the administrator there (25006). A DBA set it, or a provider whose disk is full: make room, and take it back with ALTER DATABASE, ROLE or SYSTEM .. RESET default_transaction_read_only. Lakou then goes on by itself."
                        .formatted(server));
    }

    public DatabaseException of(SQLException exception) {
        var trouble = TlsTrouble.of(exception);
        if (trouble.isPresent()) {
            return trouble.get().failure("PostgreSQL at " + server, exception);
        }
        var message = Optional.ofNullable(exception.getMessage()).orElse("no message");
        var error = PostgresError.of(exception);
        var kind = JdbcPool.gaveUp(message) ? Kind.UNREACHABLE : error.kind();
        var said = kind == Kind.UNREACHABLE ? "does not answer" : "said";
        var state = Optional.ofNullable(exception.getSQLState()).orElse("no SQLSTATE");
        return new DatabaseException(
                kind,
                "PostgreSQL at %s %s: %s (%s). %s"
                        .formatted(server, said, message, state, error.advice())
                        .strip(),
                exception);
    }

    /** What came of opening a connection. */
    public DatabaseException ofLogin(SQLException exception) {
        return (certified ? TlsTrouble.ofCertifiedLogin(exception) : Optional.<TlsTrouble>empty())
                .map(trouble -> trouble.failure("PostgreSQL at " + server, exception))
                .orElseGet(() -> of(exception));
    }
}
