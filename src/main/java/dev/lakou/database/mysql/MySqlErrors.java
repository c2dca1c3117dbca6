package dev.lakou.database.mysql;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.TlsTrouble;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Tells from an error code who can mend it.
 *
 * @param server how people know the server: host and port
 * @param certified whether the server is shown a client certificate
 * @see <a href="https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html">MySQL error reference</a>
 */
record MySqlErrors(String server, boolean certified) {
    private static final Set<Integer> PRIVILEGES = Set.of(1044, 1142, 1143, 1227, 1370, 1410, 1698);
    private static final Set<Integer> BUSY = Set.of(1040, 1203, 1205, 1206, 1213, 1226, 3572, 3989);
    private static final Set<Integer> VALUES = Set.of(1059, 1102, 1470, 1819, 1827, 3163);
    /** The server runs with super_read_only, or itself in read-only mode. */
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1836);

    private static final int WRONG_LOGIN = 1045;

    /** Says that a replica answers where the primary is wanted. */
    DatabaseException readOnly() {
        return new DatabaseException(
                Kind.READ_ONLY,
                "The MySQL server at %s is read-only (read_only or super_read_only, error 1290), as a replica is: nothing can be made or changed on it. Lakou goes on once the primary answers there; if it moved for good, correct spec.host."
                        .formatted(server));
    }

    DatabaseException of(SQLException exception) {
        if (READ_ONLY.contains(exception.getErrorCode())) {
            return readOnly();
        }
        var message = Optional.ofNullable(exception.getMessage()).orElse("no message");
        var trouble = TlsTrouble.of(exception);
        if (trouble.isPresent()) {
            return trouble.get().failure("the MySQL server at " + server, exception);
        }
        var kind = kind(exception, message);
        return new DatabaseException(kind, words(kind, exception.getErrorCode(), message), exception);
    }

    /** What came of opening a connection. */
    DatabaseException ofLogin(SQLException exception) {
        return (certified ? TlsTrouble.ofCertifiedLogin(exception) : Optional.<TlsTrouble>empty())
                .map(trouble -> trouble.failure("the MySQL server at " + server, exception))
                .orElseGet(() -> of(exception));
    }

    private static Kind kind(SQLException exception, String message) {
        var code = exception.getErrorCode();
        if (code == WRONG_LOGIN) {
            return Kind.CREDENTIALS_REJECTED;
        }
        if (PRIVILEGES.contains(code)) {
            return Kind.PRIVILEGE_MISSING;
        }
        if (VALUES.contains(code)) {
            return Kind.VALUE_REFUSED;
        }
        if (BUSY.contains(code) || message.contains("acquisition timeout")) {
            return Kind.BUSY;
        }
        var state = Optional.ofNullable(exception.getSQLState()).orElse("");
        return state.startsWith("08") ? Kind.UNREACHABLE : Kind.UNEXPECTED;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }

    private String words(Kind kind, int code, String message) {
        var firstLine = firstLine(message);
        var said = "The MySQL server at %s said: %s (%d).".formatted(server, firstLine, code);
        return switch (kind) {
            case UNREACHABLE -> "The MySQL server at %s does not answer: %s. Retried.".formatted(server, firstLine);
            case CREDENTIALS_REJECTED ->
                said + " Check username and password in the admin Secret, and whether the"
                        + " account may log in from here, without TLS (spec.tls.mode) and without a client certificate"
                        + " (spec.tls.clientCertificateSecretRef): MySQL does not say which of these it is.";
            case PRIVILEGE_MISSING -> said + " A DBA must grant the administrator that right.";
            case VALUE_REFUSED -> said + " Correct the value in the spec.";
            case BUSY -> said + " Retried.";
            case TLS_FAILED, READ_ONLY, DATABASE_MISSING, NAME_TAKEN, ROLE_SWITCH_UNSUPPORTED, UNEXPECTED -> said;
        };
    }
}
