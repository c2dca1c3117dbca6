package dev.lakou.database.jdbc;

import dev.lakou.database.jdbc.LoginWay.Kind;
import dev.lakou.model.Identifier;

/**
 * A login that did not come in, as a dialect understands what the server said.
 *
 * @param said the server's own words, with the code of the error
 * @param advice who must do what
 * @param provesPassword whether the server looks at the password before it says so
 * @param reachesReplicas whether a replica receives from its server what is missing here
 */
public record LoginFailure(
        LoginAnswer answer, String said, String advice, boolean provesPassword, boolean reachesReplicas) {

    /** What came of it by this way. */
    public LoginAttempt attempt(Identifier user, LoginWay way) {
        var words = (said + ". " + advice).strip();
        var attempt =
                switch (answer) {
                    case WRONG_PASSWORD -> LoginAttempt.wrongPassword(user, way, said + ".");
                    case REFUSED ->
                        way.kind() == Kind.REPLICA && reachesReplicas
                                ? LoginAttempt.notYet(user, way)
                                : LoginAttempt.refused(user, way, words);
                    case OCCUPIED -> LoginAttempt.unknown(user, way, true, words);
                    case UNKNOWN -> LoginAttempt.unknown(user, way, false, words);
                };
        return provesPassword ? attempt.withRightPassword() : attempt;
    }
}
