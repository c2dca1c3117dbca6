package dev.lakou.environment;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate for {@code localhost} and 127.0.0.1 and the authority that signed it, made once per JVM.
 *
 * @param authority PEM of the authority's certificate: what a client must trust
 * @param certificate PEM of the server's certificate
 * @param key PEM of the server's private key
 */
public record TestCertificates(Path authority, Path certificate, Path key) {

    private static @Nullable TestCertificates shared;

    public static synchronized TestCertificates shared() {
        if (shared == null) {
            shared = make(Watchdog.shared().temporaryFolder("certificates"));
        }
        return shared;
    }

    private static TestCertificates make(Path folder) {
        var authority = folder.resolve("ca.pem");
        var authorityKey = folder.resolve("ca.key");
        var made = new TestCertificates(authority, folder.resolve("server.pem"), folder.resolve("server.key"));
        openssl(List.of(
                "-keyout", authorityKey.toString(), "-out", authority.toString(), "-subj", "/CN=Lakou test authority"));
        openssl(List.of(
                "-keyout", made.key.toString(),
                "-out", made.certificate.toString(),
                "-CA", authority.toString(),
                "-CAkey", authorityKey.toString(),
                "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-addext", "basicConstraints=critical,CA:FALSE"));
        return made;
    }

    private static void openssl(List<String> arguments) {
        Command.run(
                "openssl",
                "install OpenSSL 3",
                Command.of(
                        List.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3"), arguments));
    }
}
