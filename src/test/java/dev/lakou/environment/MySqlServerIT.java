package dev.lakou.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsServers({Part.MYSQL, Part.MARIADB_10_11, Part.MARIADB_11_4})
class MySqlServerIT {

    private static final int ACCESS_DENIED = 1045;

    private enum Server {
        MYSQL("9."),
        MARIADB_10_11("10.11."),
        MARIADB_11_4("11.4.");

        private final String version;

        Server(String version) {
            this.version = version;
        }

        RunningDatabase database() {
            return (RunningDatabase) TestEnvironment.shared().get(Part.valueOf(name()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersWithItsVersion(Server server) throws Exception {
        var version = Answers.one(server.database(), "mysql", "SELECT version()");

        assertThat(version).startsWith(server.version);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAWrongPasswordAndWhoeverHasNone(Server server) {
        var database = server.database();

        var intruders =
                Stream.of(new Login(database.admin().user(), "wrong"), new Login("root", ""), new Login("", ""));

        assertThat(intruders).allSatisfy(intruder -> assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> database.connect(intruder, "mysql").close())
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(ACCESS_DENIED)));
    }

    @ParameterizedTest
    @EnumSource
    void letsItsAdministratorMakeUsers(Server server) throws Exception {
        var database = server.database();
        try (var connection = database.connect(database.admin(), "mysql");
                var statement = connection.createStatement()) {
            statement.execute("CREATE USER made_by_admin IDENTIFIED BY 'secret'");
            statement.execute("GRANT SELECT ON mysql.* TO made_by_admin");

            try (var made = database.connect(new Login("made_by_admin", "secret"), "mysql")) {
                assertThat(made.isValid(30)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void offersTlsThatAClientCanVerify(Server server) throws Exception {
        var database = server.database();
        var verified =
                "mysql?sslMode=VERIFY_IDENTITY&fallbackToSystemTrustStore=false&trustCertificateKeyStoreType=PKCS12"
                        + "&trustCertificateKeyStorePassword=secret&trustCertificateKeyStoreUrl="
                        + trustStoreOf(database).toUri();

        var cipher = Answers.one(database, verified, "SHOW SESSION STATUS LIKE 'Ssl_cipher'");

        assertThat(cipher).isNotEmpty();
    }

    // The driver of MySQL reads no PEM.
    private static Path trustStoreOf(RunningDatabase database) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var pem = Files.newInputStream(database.authority())) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var file = Watchdog.shared().temporaryFolder("trusted").resolve("trusted.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }
        return file;
    }
}
