package dev.lakou.database.jdbc;

/** What an error says of a login that was tried with the credential of a service. */
public enum LoginAnswer {
    /** The server knows another password. */
    WRONG_PASSWORD,
    /** It is turned away until somebody acts. */
    REFUSED,
    /** The password is right, and as many connections as it may have are open. */
    OCCUPIED,
    /** Nothing: the way was not free, or nobody was there to answer. */
    UNKNOWN
}
