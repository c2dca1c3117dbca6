package dev.lakou.environment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A certificate for {@code localhost} and 127.0.0.1 and the authority that signed it, made once per JVM; and others of
 * that authority.
 *
 * @param authority PEM of the authority's certificate: what a client must trust
 * @param certificate PEM of the server's certificate
 * @param key PEM of the server's private key
 */
public record TestCertificates(Path authority, Path certificate, Path key) {

    private static final String LOOPBACK = "DNS:localhost,IP:127.0.0.1";

    private static @Nullable TestCertificates shared;

    public static synchronized TestCertificates shared() {
        if (shared == null) {
            shared = stranger();
        }
        return shared;
    }

    /** An authority of the same name as all others, with a key of its own. */
    public static TestCertificates stranger() {
        var folder = Watchdog.shared().temporaryFolder("certificates");
        var authority = folder.resolve("ca.pem");
        openssl(
                List.of(
                        "-keyout",
                        folder.resolve("ca.key").toString(),
                        "-out",
                        authority.toString(),
                        "-subj",
                        "/CN=Lakou test authority"),
                Map.of());
        return sign(authority, folder, "server", LOOPBACK, Map.of());
    }

    /** One for another host. */
    public TestCertificates forHost(String host) {
        return sign(host, "DNS:" + host, Map.of());
    }

    /** One for loopback whose time is over. */
    public TestCertificates expired() {
        return sign("expired", LOOPBACK, FakeClock.shifted("-10d"));
    }

    /** One that a client shows. */
    public TestCertificates forClient(String name) {
        return sign(name, "DNS:" + name, Map.of());
    }

    private TestCertificates sign(String name, String alternativeNames, Map<String, String> environment) {
        return sign(authority, authority.resolveSibling(""), name, alternativeNames, environment);
    }

    private static TestCertificates sign(
            Path authority, Path folder, String name, String alternativeNames, Map<String, String> environment) {
        var signed = new TestCertificates(authority, folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
        openssl(
                List.of(
                        "-keyout", signed.key.toString(),
                        "-out", signed.certificate.toString(),
                        "-CA", authority.toString(),
                        "-CAkey", authority.resolveSibling("ca.key").toString(),
                        "-subj", "/CN=" + name,
                        "-addext", "subjectAltName=" + alternativeNames,
                        "-addext", "basicConstraints=critical,CA:FALSE"),
                environment);
        return signed;
    }

    private static void openssl(List<String> arguments, Map<String, String> environment) {
        Command.run(
                "openssl",
                "install OpenSSL 3",
                Command.of(
                        List.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3"), arguments),
                environment);
    }
}
