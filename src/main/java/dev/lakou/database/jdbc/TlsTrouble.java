package dev.lakou.database.jdbc;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/** What keeps two sides from agreeing on TLS, and what to do about it. The first that fits is the one. */
public enum TlsTrouble {
    NOT_OFFERED(
            says("server does not support SSL").or(says("SSL Connection required, but not provided by server")),
            "the server offers no TLS. Switch it on there, or set spec.tls.mode to Prefer"),
    DEMANDED(
            says("no encryption").or(says("SSL off")).or(says("insecure transport")),
            "the server takes no connection without TLS. Set spec.tls.mode to Require, VerifyCA or VerifyFull"),
    CLIENT_CERTIFICATE_DEMANDED(
            says("requires a valid client certificate").or(says("fatal alert: certificate_required")),
            "the server demands a client certificate that it trusts. Put one into a Secret of type kubernetes.io/tls"
                    + " and name that in spec.tls.clientCertificateSecretRef"),
    CLIENT_CERTIFICATE_REFUSED(
            says("Received fatal alert: ").and(says("unknown_ca").or(says("certificate"))),
            "the server refuses the client certificate. Renew it, or have the server trust the authority that signed"
                    + " it"),
    CLIENT_CERTIFICATE_DOUBTED(
            is(SocketException.class).and(is(ConnectException.class).negate()).or(is(EOFException.class)),
            "the server broke off when it was shown the client certificate: it may not trust it. Renew it, or have the"
                    + " server trust the authority that signed it"),
    EXPIRED(
            is(CertificateExpiredException.class).or(is(CertificateNotYetValidException.class)),
            "the server's certificate has expired, or is not valid yet. Renew it there, or set the clock"),
    HOST_NAME(
            says("could not be verified by hostnameverifier").or(says("Server identity verification failed")),
            "the server's certificate is for another host name. Write one that it names into spec.host, or set"
                    + " spec.tls.mode to VerifyCA"),
    UNTRUSTED(
            is(CertPathBuilderException.class)
                    .or(is(CertPathValidatorException.class))
                    .or(is(CertificateException.class)),
            "the server's certificate is not signed by an authority that is trusted here. Put that authority into the"
                    + " Secret that spec.tls.caSecretRef names"),
    OTHER(
            is(SSLHandshakeException.class),
            "the two sides do not agree. Compare spec.tls with the server's own settings");

    private final Predicate<Throwable> sign;
    private final String words;

    TlsTrouble(Predicate<Throwable> sign, String words) {
        this.sign = sign;
        this.words = words;
    }

    /** The trouble behind an exception; empty if TLS has nothing to do with it. */
    public static Optional<TlsTrouble> of(SQLException exception) {
        return first(exception, trouble -> trouble != CLIENT_CERTIFICATE_DOUBTED);
    }

    /** The same of a login that showed a client certificate, which is what makes some servers break off without a word. */
    public static Optional<TlsTrouble> ofCertifiedLogin(SQLException exception) {
        return first(exception, any -> true);
    }

    private static Optional<TlsTrouble> first(SQLException exception, Predicate<TlsTrouble> known) {
        return Stream.of(values())
                .filter(known)
                .filter(trouble -> causes(exception).anyMatch(trouble.sign))
                .findFirst();
    }

    /** Says what it is and what to do. */
    public DatabaseException failure(String server, SQLException exception) {
        return new DatabaseException(Kind.TLS_FAILED, words(server, exception), exception);
    }

    /** The same in words alone. */
    public String words(String server, SQLException exception) {
        var said = Optional.ofNullable(exception.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .orElse("nothing");
        return "TLS with %s failed: %s. It said: %s".formatted(server, words, said);
    }

    private static Stream<Throwable> causes(Throwable exception) {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause);
    }

    private static Predicate<Throwable> is(Class<? extends Throwable> type) {
        return type::isInstance;
    }

    private static Predicate<Throwable> says(String words) {
        return cause -> cause.getMessage() != null && cause.getMessage().contains(words);
    }
}
