package dev.lakou.database.postgresql;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.TlsTrouble;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Tells from an SQLSTATE who can mend it.
 *
 * @param server how people know the server: host and port
 * @param certified whether the server is shown a client certificate
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
record PostgresErrors(String server, boolean certified) {
    /** Another session was there at the same time: reading again and trying again is all that is needed. */
    private static final Set<String> COLLISIONS = Set.of("40001", "40P01", "55P03", "42710", "42704", "42P06", "57014");

    private static final String READ_ONLY = "25006";

    /** A value that the server does not take for a setting, or a setting that it does not have. */
    private static final Set<String> VALUES = Set.of("22023", "22P02", "42601", "55P02", "58P01", "0A000");

    /** Says so before anything is tried: a standby answers every question, and refuses every change. */
    DatabaseException readOnly() {
        return new DatabaseException(
                Kind.READ_ONLY,
                "PostgreSQL at %s is a read-only standby (25006): nothing can be made or changed on it. Lakou goes on once the primary answers there; if it moved for good, correct spec.host."
                        .formatted(server));
    }

    DatabaseException of(SQLException exception) {
        if (READ_ONLY.equals(exception.getSQLState())) {
            return readOnly();
        }
        var state = Optional.ofNullable(exception.getSQLState()).orElse("");
        var message = Optional.ofNullable(exception.getMessage()).orElse("no message");
        var trouble = TlsTrouble.of(exception);
        if (trouble.isPresent()) {
            return trouble.get().failure("PostgreSQL at " + server, exception);
        }
        var kind = kind(state, message);
        return new DatabaseException(kind, words(kind, state, message), exception);
    }

    /** What came of opening a connection. */
    DatabaseException ofLogin(SQLException exception) {
        return (certified ? TlsTrouble.ofCertifiedLogin(exception) : Optional.<TlsTrouble>empty())
                .map(trouble -> trouble.failure("PostgreSQL at " + server, exception))
                .orElseGet(() -> of(exception));
    }

    private static Kind kind(String state, String message) {
        if (state.startsWith("28")) {
            return Kind.CREDENTIALS_REJECTED;
        }
        if (state.equals("3D000")) {
            return Kind.DATABASE_MISSING;
        }
        if (state.equals("42501")) {
            return Kind.PRIVILEGE_MISSING;
        }
        if (VALUES.contains(state)) {
            return Kind.VALUE_REFUSED;
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return Kind.UNREACHABLE;
        }
        return isBusy(state, message) ? Kind.BUSY : Kind.UNEXPECTED;
    }

    private static boolean isBusy(String state, String message) {
        return COLLISIONS.contains(state)
                || state.startsWith("53")
                || (state.equals("XX000") && message.contains("tuple"))
                || (state.equals("23505") && message.contains("pg_"))
                || message.contains("acquisition timeout");
    }

    private String words(Kind kind, String state, String message) {
        var said =
                "PostgreSQL at %s said: %s (%s).".formatted(server, message, state.isEmpty() ? "no SQLSTATE" : state);
        return switch (kind) {
            case UNREACHABLE -> "PostgreSQL at %s does not answer: %s (%s). Retried.".formatted(server, message, state);
            case CREDENTIALS_REJECTED -> said + " Check username and password in the admin Secret.";
            case DATABASE_MISSING -> said + " Create the database, or correct spec.database.";
            case PRIVILEGE_MISSING -> said + " A DBA must grant the administrator that right.";
            case VALUE_REFUSED -> said + " Correct the value in the spec.";
            case BUSY -> said + " Retried.";
            case TLS_FAILED, READ_ONLY, NAME_TAKEN, ROLE_SWITCH_UNSUPPORTED, UNEXPECTED -> said;
        };
    }
}
