package dev.lakou.database;

/** How much of TLS a connection insists on, in the words of PostgreSQL's sslmode. */
public enum TlsMode {
    DISABLE,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL
}
