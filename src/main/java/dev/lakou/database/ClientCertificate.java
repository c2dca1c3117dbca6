package dev.lakou.database;

/**
 * What a client shows a server that asks who it is, both in PEM.
 *
 * @param chain the certificate, and those between it and an authority that the server trusts
 * @param key the private key
 */
public record ClientCertificate(String chain, String key) {
    @Override
    public String toString() {
        return "[redacted]";
    }
}
