package dev.lakou.database.jdbc;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.model.LoginProof;

/** Tells a password that is right from one that nobody has looked at. */
public final class RightPasswords {
    private RightPasswords() {}

    /** @throws DatabaseException when the login does not show it */
    public static boolean shownBy(LoginAttempt attempt) {
        return switch (attempt.password()) {
            case RIGHT -> true;
            case WRONG -> false;
            case UNKNOWN ->
                throw new DatabaseException(
                        Kind.BUSY,
                        "Which password is the present one cannot be found out: %s Nothing is changed until it can. Retried."
                                .formatted(why(attempt.proof())));
        };
    }

    private static String why(LoginProof proof) {
        if (proof instanceof LoginProof.Refused refused) {
            return refused.why();
        }
        return proof instanceof LoginProof.Unknown unknown ? unknown.why() : "";
    }
}
