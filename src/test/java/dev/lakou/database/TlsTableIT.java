package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.TestCertificates;
import dev.lakou.environment.WithOwnServers;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each mode of TLS against each kind of server: it connects, or the message says which of the things it is. */
@WithOwnServers
@NeedsServers({Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
@ParameterizedClass
@EnumSource
class TlsTableIT {
    private static final String WORKS = "works";
    private static final TestCertificates OURS = TestCertificates.shared();
    private static final TestCertificates STRANGER = TestCertificates.stranger();

    private final TlsServers servers;

    TlsTableIT(TlsServers servers) {
        this.servers = servers;
    }

    @AfterAll
    static void stop() {
        TlsServers.stopAll();
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({
        "PLAIN,      DISABLE,     works",
        "PLAIN,      PREFER,      works",
        "PLAIN,      REQUIRE,     the server offers no TLS",
        "PLAIN,      VERIFY_CA,   the server offers no TLS",
        "PLAIN,      VERIFY_FULL, the server offers no TLS",
        "TRUSTED,    DISABLE,     works",
        "TRUSTED,    PREFER,      works",
        "TRUSTED,    REQUIRE,     works",
        "TRUSTED,    VERIFY_CA,   works",
        "TRUSTED,    VERIFY_FULL, works",
        "OTHER_HOST, DISABLE,     works",
        "OTHER_HOST, PREFER,      works",
        "OTHER_HOST, REQUIRE,     works",
        "OTHER_HOST, VERIFY_CA,   works",
        "OTHER_HOST, VERIFY_FULL, is for another host name",
        "EXPIRED,    DISABLE,     works",
        "EXPIRED,    VERIFY_CA,   'has expired, or is not valid yet'",
        "EXPIRED,    VERIFY_FULL, 'has expired, or is not valid yet'",
    })
    void trustsItsAuthority(TlsServers.Offer offer, TlsMode mode, String outcome) throws Exception {
        var tls = new Tls(mode, Optional.of(TlsServers.text(OURS.authority())), Optional.empty());

        check(servers.configuration(offer, tls), outcome);
    }

    /** The driver of MySQL looks at the dates in every mode. */
    @ParameterizedTest
    @EnumSource(names = {"PREFER", "REQUIRE"})
    void takesAnExpiredCertificateUncheckedWhereTheDriverDoes(TlsMode mode) throws Exception {
        var tls = Tls.of(mode);

        check(
                servers.configuration(TlsServers.Offer.EXPIRED, tls),
                servers == TlsServers.POSTGRESQL ? WORKS : "has expired, or is not valid yet");
    }

    @ParameterizedTest
    @CsvSource({
        "DISABLE,     works",
        "PREFER,      works",
        "REQUIRE,     works",
        "VERIFY_CA,   is not signed by an authority that is trusted here",
        "VERIFY_FULL, is not signed by an authority that is trusted here",
    })
    void trustsAnotherAuthority(TlsMode mode, String outcome) throws Exception {
        var tls = new Tls(mode, Optional.of(TlsServers.text(STRANGER.authority())), Optional.empty());

        check(servers.configuration(TlsServers.Offer.TRUSTED, tls), outcome);
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUIRE", "VERIFY_CA", "VERIFY_FULL"})
    void showsTheCertificateThatIsDemanded(TlsMode mode) throws Exception {
        check(servers.guarded(tls(mode, OURS.forClient("lakou"))), WORKS);
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUIRE", "VERIFY_CA", "VERIFY_FULL"})
    void saysThatItsCertificateIsRefused(TlsMode mode) throws Exception {
        check(servers.guarded(tls(mode, STRANGER.forClient("lakou"))), "the client certificate");
    }

    /** MySQL denies access, and does not say why. */
    @ParameterizedTest
    @EnumSource
    void saysThatACertificateIsDemanded(TlsMode mode) throws Exception {
        var tls = new Tls(mode, Optional.of(TlsServers.text(OURS.authority())), Optional.empty());

        var refusal = refusal(servers.guarded(tls));

        var isPostgres = servers == TlsServers.POSTGRESQL;
        assertThat(refusal.kind()).isEqualTo(isPostgres ? Kind.TLS_FAILED : Kind.CREDENTIALS_REJECTED);
        assertThat(refusal)
                .hasMessageContaining(
                        isPostgres && mode == TlsMode.DISABLE
                                ? "takes no connection without TLS"
                                : "spec.tls.clientCertificateSecretRef");
    }

    private void check(ServerConfiguration configuration, String outcome) {
        if (outcome.equals(WORKS)) {
            try (var server = servers.open(configuration)) {
                assertThat(server.probe().version()).isNotEmpty();
            }
            return;
        }
        var refusal = refusal(configuration);
        assertThat(refusal.kind()).as(refusal.getMessage()).isEqualTo(Kind.TLS_FAILED);
        assertThat(refusal).hasMessageContaining(outcome);
    }

    private DatabaseException refusal(ServerConfiguration configuration) {
        return assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> {
                    try (var server = servers.open(configuration)) {
                        server.probe();
                    }
                })
                .actual();
    }

    private static Tls tls(TlsMode mode, TestCertificates client) throws IOException {
        return new Tls(
                mode,
                Optional.of(TlsServers.text(OURS.authority())),
                Optional.of(
                        new ClientCertificate(TlsServers.text(client.certificate()), TlsServers.text(client.key()))));
    }
}
