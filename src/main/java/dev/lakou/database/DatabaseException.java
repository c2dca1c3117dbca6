package dev.lakou.database;

/** A server did not do what it was asked. The message is for people: what, on what, why and what next; never a secret. */
public final class DatabaseException extends RuntimeException {
    private final Kind kind;

    public DatabaseException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public DatabaseException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** What went wrong, by who can mend it. */
    public enum Kind {
        /** Nobody, for now: the server does not answer. */
        UNREACHABLE,
        /** Nobody, for now: a lock, a full connection table, a concurrent change. */
        BUSY,
        /** Nobody, for now, or whoever runs the server: a standby answers, or a server that takes no changes. */
        READ_ONLY,
        /** The platform team: the admin Secret's username or password is wrong. */
        CREDENTIALS_REJECTED,
        /** The platform team: the two sides do not agree on TLS, or the certificate does not hold. */
        TLS_FAILED,
        /** The platform team: the shared database does not exist on the server. */
        DATABASE_MISSING,
        /** A DBA: the administrator may not do this; the message holds the statement to run. */
        PRIVILEGE_MISSING,
        /** A DBA: the server is set up so that it cannot be used; the message says which setting to change. */
        UNSUITABLE,
        /** Whoever made what depends on the thing: it must go first. */
        DEPENDED_ON,
        /** The owner of the name: something of that name exists and is not ours. */
        NAME_TAKEN,
        /** The service team: the server refuses a value of the spec. */
        VALUE_REFUSED,
        /** A DBA: the server ignores ALTER ROLE .. SET role; it needs a newer minor version. */
        ROLE_SWITCH_UNSUPPORTED,
        /** Unknown: the server's own words are in the message. */
        UNEXPECTED
    }
}
