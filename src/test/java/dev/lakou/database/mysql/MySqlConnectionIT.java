package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.TestSchema;
import dev.lakou.database.Tls;
import dev.lakou.database.TlsMode;
import dev.lakou.environment.FreePort;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.Password;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource(names = {"MYSQL", "MARIADB_11_4"})
class MySqlConnectionIT {
    private static final Tls PREFER = Tls.of(TlsMode.PREFER);

    private final MySqlUnderTest mysql;

    MySqlConnectionIT(MySqlUnderTest mysql) {
        this.mysql = mysql;
    }

    @ParameterizedTest
    @EnumSource
    void speaksWithEveryModeOfTls(TlsMode mode) throws Exception {
        var tls = new Tls(mode, Optional.of(Files.readString(mysql.database().authority())), Optional.empty());
        try (var server = mysql.open(mysql.configuration(mysql.database().admin(), tls))) {
            server.bootstrap();
            var service = TestSchema.of(server, "tls_" + mode.name().toLowerCase(Locale.ROOT));

            service.ensure();

            assertThat(service.actual()).isEqualTo(service.desired());
        }
    }

    @Test
    void refusesACertificateOfAnUnknownAuthority() {
        var tls = Tls.of(TlsMode.VERIFY_CA);

        refused(mysql.configuration(mysql.database().admin(), tls), Kind.TLS_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void refusesAnAuthorityThatIsNone(String pem) {
        var tls = new Tls(TlsMode.VERIFY_CA, Optional.of(pem), Optional.empty());

        refused(mysql.configuration(mysql.database().admin(), tls), Kind.TLS_FAILED);
    }

    @Test
    void saysWhenTheAdministratorIsNotLetIn() {
        var wrong = new Login(mysql.database().admin().user(), "not-the-password");

        refused(mysql.configuration(wrong, PREFER), Kind.CREDENTIALS_REJECTED)
                .withMessageContaining("Access denied")
                .withMessageContaining("admin Secret")
                .satisfies(e -> assertThat(e).asString().doesNotContain("not-the-p"));
    }

    @Test
    void saysWhenNobodyAnswers() {
        refused(reaching("127.0.0.1", FreePort.next()), Kind.UNREACHABLE).withMessageContaining("does not answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db:3306/?allowLoadLocalInfile=true", "a,b", "(host=x)", "db?x=y", "db#", "user@db", ""})
    void takesNoOptionsFromTheHost(String host) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> mysql.open(reaching(host, 3306)).close())
                .withMessageContaining("A host is");
    }

    private ThrowableAssertAlternative<DatabaseException> refused(ServerConfiguration configuration, Kind kind) {
        return assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> {
                    try (var server = mysql.open(configuration)) {
                        server.probe();
                    }
                })
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static ServerConfiguration reaching(String host, int port) {
        return new ServerConfiguration(
                Engine.MYSQL,
                host,
                port,
                Optional.empty(),
                "nobody",
                new Password("secret"),
                PREFER,
                2,
                Optional.empty());
    }
}
