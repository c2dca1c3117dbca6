package dev.lakou.database.mysql;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.JdbcPool;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Tells from an error code who can mend it.
 *
 * @param server how people know the server: host and port
 * @see <a href="https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html">MySQL error reference</a>
 */
record MySqlErrors(String server) {
    private static final Set<Integer> PRIVILEGES = Set.of(1044, 1142, 1143, 1227, 1370, 1410, 1698);
    private static final Set<Integer> BUSY =
            Set.of(1021, 1040, 1114, 1203, 1205, 1206, 1213, 1226, 1290, 1836, 3572, 3989);
    private static final Set<Integer> VALUES = Set.of(1059, 1102, 1470, 1819, 1827, 3163);
    private static final int WRONG_LOGIN = 1045;

    DatabaseException of(SQLException exception) {
        var message = Optional.ofNullable(exception.getMessage()).orElse("no message");
        var kind = kind(exception, message);
        return new DatabaseException(kind, words(kind, exception.getErrorCode(), message), exception);
    }

    private static Kind kind(SQLException exception, String message) {
        var code = exception.getErrorCode();
        if (causedByTls(exception) || message.contains("SSL")) {
            return Kind.TLS_FAILED;
        }
        if (code == WRONG_LOGIN) {
            return Kind.CREDENTIALS_REJECTED;
        }
        if (PRIVILEGES.contains(code)) {
            return Kind.PRIVILEGE_MISSING;
        }
        if (VALUES.contains(code)) {
            return Kind.VALUE_REFUSED;
        }
        if (BUSY.contains(code) || JdbcPool.gaveUp(message)) {
            return Kind.BUSY;
        }
        var state = Optional.ofNullable(exception.getSQLState()).orElse("");
        return state.startsWith("08") ? Kind.UNREACHABLE : Kind.UNEXPECTED;
    }

    private static boolean causedByTls(Throwable exception) {
        for (var cause = exception.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    private String words(Kind kind, int code, String message) {
        var firstLine = message.lines().findFirst().orElse(message);
        var said = "The MySQL server at %s said: %s (%d).".formatted(server, firstLine, code);
        return switch (kind) {
            case UNREACHABLE -> "The MySQL server at %s does not answer: %s. Retried.".formatted(server, firstLine);
            case CREDENTIALS_REJECTED ->
                said + " Check username and password in the admin Secret, and whether the"
                        + " account may log in from here and without TLS.";
            case TLS_FAILED ->
                "TLS with the MySQL server at %s failed: %s. Check spec.tls and the server's certificate."
                        .formatted(server, firstLine);
            case PRIVILEGE_MISSING -> said + " A DBA must grant the administrator that right.";
            case VALUE_REFUSED -> said + " Correct the value in the spec.";
            case BUSY -> said + " Retried.";
            case DATABASE_MISSING, NAME_TAKEN, ROLE_SWITCH_UNSUPPORTED, UNEXPECTED -> said;
        };
    }
}
