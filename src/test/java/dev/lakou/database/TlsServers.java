package dev.lakou.database;

import dev.lakou.database.mysql.MySqlServers;
import dev.lakou.database.postgresql.PostgresServers;
import dev.lakou.environment.Login;
import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestCertificates;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The servers of each engine, one for each thing that a server may offer instead of good TLS. */
enum TlsServers {
    POSTGRESQL,
    MYSQL,
    MARIADB;

    private static final Map<String, RunningDatabase> STARTED = new ConcurrentHashMap<>();
    private static final Login GUARDED = new Login("guarded", "Secret0");

    /** What a server has to offer. */
    enum Offer {
        PLAIN,
        TRUSTED,
        OTHER_HOST,
        EXPIRED;

        private TestCertificates certificates() {
            var ours = TestCertificates.shared();
            return switch (this) {
                case PLAIN, TRUSTED -> ours;
                case OTHER_HOST -> ours.forHost("elsewhere.example");
                case EXPIRED -> ours.expired();
            };
        }
    }

    static void stopAll() {
        STARTED.values().forEach(RunningDatabase::close);
        STARTED.clear();
    }

    static String text(Path pem) throws IOException {
        return Files.readString(pem);
    }

    SharedServer open(ServerConfiguration configuration) {
        return this == POSTGRESQL ? new PostgresServers().open(configuration) : new MySqlServers().open(configuration);
    }

    ServerConfiguration configuration(Offer offer, Tls tls) {
        var server = server(offer);
        return configuration(server, server.admin(), tls);
    }

    /** The server with good TLS, through an account for which it demands a client certificate. */
    ServerConfiguration guarded(Tls tls) throws SQLException {
        var server = server(Offer.TRUSTED);
        try (var connection = server.connect(server.admin(), this == POSTGRESQL ? "postgres" : "");
                var statement = connection.createStatement()) {
            for (var sql : guardedAccount()) {
                statement.execute(sql);
            }
        }
        return configuration(server, GUARDED, tls);
    }

    private List<String> guardedAccount() {
        return this == POSTGRESQL
                ? List.of("DROP ROLE IF EXISTS guarded", "CREATE ROLE guarded SUPERUSER LOGIN PASSWORD 'Secret0'")
                : List.of(
                        "CREATE USER IF NOT EXISTS guarded IDENTIFIED BY 'Secret0' REQUIRE X509",
                        "GRANT ALL ON *.* TO guarded WITH GRANT OPTION");
    }

    private ServerConfiguration configuration(RunningDatabase server, Login login, Tls tls) {
        return new ServerConfiguration(
                this == POSTGRESQL ? Engine.POSTGRESQL : Engine.MYSQL,
                server.host(),
                server.port(),
                this == POSTGRESQL ? Optional.of(new Identifier("postgres")) : Optional.empty(),
                login.user(),
                new Password(login.password()),
                tls,
                1,
                Optional.empty());
    }

    private RunningDatabase server(Offer offer) {
        var shared = TestEnvironment.apart();
        if (this == POSTGRESQL && offer == Offer.PLAIN) {
            return shared.postgres(18);
        }
        if (this != POSTGRESQL && offer == Offer.TRUSTED) {
            return this == MYSQL ? shared.mySql() : shared.mariaDb("11.4");
        }
        return STARTED.computeIfAbsent(this + " " + offer, any -> start(offer));
    }

    private RunningDatabase start(Offer offer) {
        var certificates = offer.certificates();
        return switch (this) {
            case POSTGRESQL -> PostgresCluster.start(18, postgres(certificates));
            case MYSQL -> MySqlServer.start(options(offer, certificates, "--tls-version="));
            case MARIADB -> MariaDbServer.start("11.4", options(offer, certificates, "--skip-ssl"));
        };
    }

    private static List<String> options(Offer offer, TestCertificates certificates, String without) {
        return offer == Offer.PLAIN
                ? List.of(without)
                : List.of("--ssl-cert=" + certificates.certificate(), "--ssl-key=" + certificates.key());
    }

    private static PostgresOptions postgres(TestCertificates certificates) {
        var rules = certificates.authority().resolveSibling("pg_hba.conf");
        try {
            Files.writeString(
                    rules,
                    """
                    hostssl   all guarded 127.0.0.1/32 scram-sha-256 clientcert=verify-ca
                    hostnossl all guarded 127.0.0.1/32 reject
                    host      all all     127.0.0.1/32 scram-sha-256
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PostgresOptions.standard()
                .withTls(certificates)
                .with("hba_file", rules.toString())
                .with("ssl_ca_file", certificates.authority().toString());
    }
}
