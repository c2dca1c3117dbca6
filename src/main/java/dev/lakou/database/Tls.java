package dev.lakou.database;

import java.util.Optional;

/**
 * The TLS of a connection.
 *
 * @param certificateAuthority PEM of the authorities to trust; empty for those of the Java runtime
 * @param clientCertificate what to show a server that demands one
 */
public record Tls(TlsMode mode, Optional<String> certificateAuthority, Optional<ClientCertificate> clientCertificate) {

    public static Tls of(TlsMode mode) {
        return new Tls(mode, Optional.empty(), Optional.empty());
    }
}
