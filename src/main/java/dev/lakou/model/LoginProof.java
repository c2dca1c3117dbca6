package dev.lakou.model;

/** What came of logging in with the credential of a service, by the way that the service goes. */
public sealed interface LoginProof {

    Identifier user();

    /** It came in, and found what it should. */
    record Proved(Session session) implements LoginProof {
        @Override
        public Identifier user() {
            return session.user();
        }
    }

    /**
     * It is turned away until somebody acts.
     *
     * @param why where, by what, and who must do what
     */
    record Refused(Identifier user, String why) implements LoginProof {}

    /**
     * Nobody can tell at present.
     *
     * @param occupied whether the password is right, and only a free connection was missing
     * @param why where and why
     */
    record Unknown(Identifier user, boolean occupied, String why) implements LoginProof {}
}
