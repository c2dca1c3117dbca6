package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.ServerConfiguration.Address;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.database.Tls;
import dev.lakou.database.TlsMode;
import dev.lakou.environment.FreePort;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Session;
import dev.lakou.model.State;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What came of a login is told for what it is, whatever keeps it out. */
@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource(names = {"MYSQL", "MARIADB_11_4"})
class MySqlLoginProofIT {
    private final MySqlUnderTest mysql;
    private final SharedServer server;

    MySqlLoginProofIT(MySqlUnderTest mysql) {
        this.mysql = mysql;
        this.server = mysql.open();
    }

    @BeforeEach
    void bootstrap() {
        server.bootstrap();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tellsWhenTheServerTakesNoPlainClients() throws SQLException {
        var service = TestSchema.of(server, "plain").ensure();
        assertThat(proof(service)).isInstanceOf(LoginProof.Proved.class);

        try (var admin = mysql.database().connect(mysql.database().admin(), "");
                var statement = admin.createStatement()) {
            statement.execute("SET GLOBAL require_secure_transport = ON");
            try {
                assertThat(refusal(proof(service))).contains("without TLS").contains("spec.tls.mode");
            } finally {
                statement.execute("SET GLOBAL require_secure_transport = OFF");
            }
        }
    }

    @Test
    void tellsOfALockedAccountAndOneWithoutItsDatabase() throws SQLException {
        var service = TestSchema.of(server, "locked").ensure();

        mysql.run("ALTER USER locked_user ACCOUNT LOCK");
        assertThat(refusal(proof(service))).contains("A DBA locked the account");
        mysql.run("ALTER USER locked_user ACCOUNT UNLOCK", "DROP DATABASE locked");

        assertThat(proof(service)).isInstanceOf(LoginProof.Refused.class);
    }

    /** A reader whose first schema becomes another one: its account stays as it is. */
    @Test
    void triesALoginAgainThatIsToFindAnotherSchema() throws SQLException {
        var service = TestSchema.of(server, "homes").ensure();
        assertThat(proof(service)).isInstanceOf(LoginProof.Proved.class);
        mysql.run("CREATE DATABASE IF NOT EXISTS other_home", "GRANT SELECT ON other_home.* TO homes_user");
        var other = new Session(
                service.credential().user(), service.credential().user(), Optional.of(new Identifier("other_home")));

        var proofs = server.prove(
                new State(
                        Set.of(),
                        Set.of(),
                        Optional.empty(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(service.credential()),
                        Set.of(other),
                        Set.of(),
                        false),
                server.observe(service.desired()));

        assertThat(proofs).containsExactly(new LoginProof.Proved(other));
    }

    @Test
    void countsAServiceAtItsLimitAsProvedOnlyWhereItOnceWas() throws SQLException {
        var service = TestSchema.of(server, "single").withLimit(1).ensure();
        try (var only = mysql.connect(service.credential(), service.schema())) {
            assertThat(proof(service))
                    .isInstanceOfSatisfying(LoginProof.Unknown.class, unknown -> assertThat(unknown.occupied())
                            .isTrue());
        }
        assertThat(proof(service)).isInstanceOf(LoginProof.Proved.class);

        try (var only = mysql.connect(service.credential(), service.schema())) {
            assertThat(proof(service)).isInstanceOf(LoginProof.Proved.class);
        }
    }

    @Test
    void doesNotKnowWhileTheEndpointNamesNowhere() {
        var service = TestSchema.of(server, "nowhere").ensure();
        var nowhere = new Address("127.0.0.1", FreePort.next());
        var configuration = mysql.configuration(ReadmeAdministrator.of(mysql), Tls.of(TlsMode.PREFER));

        try (var behind = mysql.open(configuration.withEndpoint(nowhere))) {
            assertThat(behind.prove(service.desired(), behind.observe(service.desired()))
                            .get(0))
                    .isInstanceOfSatisfying(LoginProof.Unknown.class, unknown -> assertThat(unknown.why())
                            .contains(nowhere.toString())
                            .contains("spec.endpoint"));
        }
    }

    @Test
    void takesAnEarlierProcesssWordWhereThePasswordIsRight() throws SQLException {
        var service = TestSchema.of(server, "trusted").ensure();
        var nowhere = new Address("127.0.0.1", FreePort.next());
        var configuration = mysql.configuration(ReadmeAdministrator.of(mysql), Tls.of(TlsMode.PREFER));

        try (var next = mysql.open(configuration.withEndpoint(nowhere))) {
            next.trust(service.desired());
            assertThat(next.prove(service.desired(), next.observe(service.desired()))
                            .get(0))
                    .isInstanceOf(LoginProof.Proved.class);
        }

        mysql.run("ALTER USER trusted_user IDENTIFIED BY 'Another-Password-1'");
        try (var next = mysql.open(configuration.withEndpoint(nowhere))) {
            next.trust(service.desired());
            assertThat(next.prove(service.desired(), next.observe(service.desired()))
                            .get(0))
                    .isNotInstanceOf(LoginProof.Proved.class);
        }
    }

    private LoginProof proof(TestSchema service) {
        return server.prove(service.desired(), server.observe(service.desired()))
                .get(0);
    }

    private static String refusal(LoginProof proof) {
        assertThat(proof).isInstanceOf(LoginProof.Refused.class);
        return ((LoginProof.Refused) proof).why();
    }
}
