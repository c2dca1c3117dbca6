package dev.lakou.database.mysql.connect;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.JdbcPool;
import dev.lakou.database.jdbc.TlsTrouble;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Says what an error of the administrator's session means; {@link MySqlError} is the table of them.
 *
 * @param server how people know the server: host and port
 * @param certified whether the server is shown a client certificate
 */
public record MySqlErrors(String server, boolean certified) {

    /** Says so before anything is tried: the administrator may write where others may not. */
    public DatabaseException readOnly() {
        return new DatabaseException(
                Kind.READ_ONLY,
                "The MySQL server at %s is read-only (read_only or super_read_only, error 1290), as a replica is, and as a server whose disk is full may be set: nothing can be made or changed on it. %s"
                        .formatted(server, MySqlServerError.READ_ONLY.advice()));
    }

    public DatabaseException of(SQLException exception) {
        var trouble = TlsTrouble.of(exception);
        if (trouble.isPresent()) {
            return trouble.get().failure("the MySQL server at " + server, exception);
        }
        var message = Optional.ofNullable(exception.getMessage()).orElse("no message");
        var error = MySqlError.of(exception);
        var kind = JdbcPool.gaveUp(message) ? Kind.UNREACHABLE : error.kind();
        var said = kind == Kind.UNREACHABLE ? "does not answer" : "said";
        return new DatabaseException(
                kind,
                "The MySQL server at %s %s: %s (%d). %s"
                        .formatted(server, said, firstLine(message), exception.getErrorCode(), error.advice())
                        .strip(),
                exception);
    }

    /** What came of opening a connection. */
    public DatabaseException ofLogin(SQLException exception) {
        return (certified ? TlsTrouble.ofCertifiedLogin(exception) : Optional.<TlsTrouble>empty())
                .map(trouble -> trouble.failure("the MySQL server at " + server, exception))
                .orElseGet(() -> of(exception));
    }

    static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
