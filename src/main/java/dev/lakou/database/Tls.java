package dev.lakou.database;

import java.util.Optional;

/**
 * The TLS of a connection.
 *
 * @param certificateAuthority PEM of the authorities to trust; empty for those of the Java runtime
 */
public record Tls(TlsMode mode, Optional<String> certificateAuthority) {}
