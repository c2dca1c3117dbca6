package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.database.ServerConfiguration.Address;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.database.TlsMode;
import dev.lakou.environment.FreePort;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PgBouncer;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Logins;
import dev.lakou.model.Ownership;
import dev.lakou.model.Password;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What came of a login is told for what it is, whatever keeps it out. */
@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_17)
@ParameterizedClass
@EnumSource(names = {"SUPERUSER", "DATABASE_OWNER"})
class PostgresLoginProofIT {
    private static final int MOST = 14;
    private static final String EVERYBODY = "host all all 127.0.0.1/32 scram-sha-256";
    private static final Map<Administrator, PostgresUnderTest> STARTED = new EnumMap<>(Administrator.class);

    private final Administrator administrator;
    private final PostgresUnderTest postgres;
    private final SharedServer server;

    PostgresLoginProofIT(Administrator administrator) {
        this.administrator = administrator;
        this.postgres = STARTED.computeIfAbsent(
                administrator,
                any -> PostgresUnderTest.start(
                        17,
                        any,
                        PostgresOptions.standard()
                                .withTls()
                                .with("max_connections", Integer.toString(MOST))
                                .with("log_connections", "on")));
        this.server = postgres.open();
    }

    @BeforeEach
    void bootstrap() throws Exception {
        postgres.cluster().admit(EVERYBODY);
        await().ignoreExceptions().until(() -> server.bootstrap().missing().isEmpty());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @AfterAll
    static void stop() {
        STARTED.values().forEach(one -> one.cluster().close());
        STARTED.clear();
    }

    @Test
    void tellsOfALoginThatPgHbaDoesNotLetIn() throws Exception {
        var service = TestSchema.of(server, "hba").ensure();
        assertThat(proof(service)).isInstanceOf(LoginProof.Proved.class);

        postgres.cluster().admit("host all hba_user all reject", EVERYBODY);

        await().untilAsserted(() -> assertThat(refusal(proof(service)))
                .contains("pg_hba.conf rejects connection")
                .contains("Whoever runs the server"));
    }

    /** Only a superuser sees what is stored of a password: for others, a login is the only way to compare it. */
    @Test
    void takesAnEarlierProcesssWordWhereThePasswordCanBeCompared() throws Exception {
        var service = TestSchema.of(server, "trusted").ensure();
        postgres.cluster().admit("host all trusted_user all reject", EVERYBODY);
        await().untilAsserted(() -> assertThat(refusal(proof(service))).contains("rejects"));

        // Right after pg_hba.conf was loaded, nothing stands.
        await().untilAsserted(() -> {
            try (var next = postgres.open()) {
                next.trust(service.desired());
                var proof = next.prove(service.desired(), next.observe(service.desired()))
                        .get(0);

                assertThat(proof instanceof LoginProof.Proved).isEqualTo(administrator == Administrator.SUPERUSER);
            }
        });
    }

    @Test
    void takesNobodysWordForAnotherPassword() throws Exception {
        var service = TestSchema.of(server, "distrusted").ensure();
        postgres.run("ALTER ROLE distrusted_user PASSWORD 'another'");

        try (var next = postgres.open()) {
            next.trust(service.desired());

            assertThat(next.prove(service.desired(), next.observe(service.desired()))
                            .get(0))
                    .isNotInstanceOf(LoginProof.Proved.class);
        }
    }

    @Test
    void tellsWhenNobodyHasSaidThatItMayComeIn() throws Exception {
        var service = TestSchema.of(server, "nobody").ensure();

        postgres.cluster()
                .admit(Stream.of(
                                postgres.administrator().user(),
                                postgres.cluster().admin().user())
                        .map(user -> "host all " + user + " 127.0.0.1/32 scram-sha-256")
                        .toArray(String[]::new));

        await().untilAsserted(() -> assertThat(refusal(proof(service))).contains("no pg_hba.conf entry"));
    }

    @Test
    void tellsWhenADbaTookConnectOrLoginAway() throws Exception {
        var service = TestSchema.of(server, "taken").ensure();

        postgres.run(
                """
                DO $$ DECLARE giver name; BEGIN
                  FOR giver IN SELECT DISTINCT pg_get_userbyid(a.grantor) FROM pg_database d, aclexplode(d.datacl) a
                               WHERE d.datname = 'engarde' AND a.grantee = 'lakou_connect_engarde'::regrole LOOP
                    EXECUTE format('SET LOCAL ROLE %I', giver);
                    REVOKE CONNECT ON DATABASE engarde FROM lakou_connect_engarde;
                    RESET ROLE;
                  END LOOP;
                END $$
                """);
        assertThat(refusal(proof(service)))
                .contains("permission denied for database")
                .contains("A DBA must grant");

        postgres.run("ALTER ROLE taken_user NOLOGIN");
        assertThat(refusal(proof(service))).contains("not permitted to log in");
    }

    @Test
    void doesNotKnowWhileTheServerIsFull() throws Exception {
        var service = TestSchema.of(server, "full").ensure();

        var taken = new ArrayList<Connection>();
        try {
            // The last ones are for superusers.
            while (taken.size() < MOST) {
                taken.add(service(service, postgres.cluster().admin()));
            }
        } catch (SQLException e) {
            taken.remove(taken.size() - 1).close();
        }
        try {
            assertThat(proof(service)).isInstanceOfSatisfying(LoginProof.Unknown.class, unknown -> {
                assertThat(unknown.occupied()).isFalse();
                assertThat(unknown.why()).contains("All connections of the server are taken");
            });
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
    }

    @Test
    void countsAServiceAtItsLimitAsProvedOnlyWhereItOnceWas() throws Exception {
        var service = TestSchema.of(server, "limited").withLimit(1).ensure();
        try (var only = postgres.connect(service.credential(), service.schema())) {
            assertThat(proof(service))
                    .isInstanceOfSatisfying(LoginProof.Unknown.class, unknown -> assertThat(unknown.occupied())
                            .isTrue());
        }
        assertThat(await().until(() -> proof(service), LoginProof.Proved.class::isInstance))
                .isNotNull();

        try (var only = postgres.connect(service.credential(), service.schema())) {
            var before = logins("limited_user");
            postgres.run("ALTER ROLE postgres CONNECTION LIMIT -1", "SELECT pg_reload_conf()");

            assertThat(proof(service)).isInstanceOf(LoginProof.Proved.class);
            assertThat(logins("limited_user")).isEqualTo(before);
        }
    }

    @Test
    void doesNotLogInAtRest() throws Exception {
        var service = TestSchema.of(server, "resting").ensure();
        // The server counts what Lakou itself altered a moment later.
        await().until(() -> keepsWithoutLogin(service));
        var before = logins("resting_user");

        keep(service);
        keep(service);

        assertThat(logins("resting_user")).isEqualTo(before);
    }

    @Test
    void findsAPasswordThatWasSetByHand() throws Exception {
        var service = TestSchema.of(server, "byhand").ensure();
        keep(service);

        postgres.run("ALTER ROLE byhand_user PASSWORD 'by hand'");

        await().untilAsserted(
                        () -> assertThat(service.plan().describe()).anyMatch(change -> change.contains("password")));
    }

    @Test
    void doesNotKnowWhileTheEndpointNamesNowhere() {
        var service = TestSchema.of(server, "nowhere").ensure();
        var closed = new Address("127.0.0.1", FreePort.next());
        var unknown = new Address("nowhere.invalid", 6432);

        assertThat(unknown(proofBy(service, closed)))
                .contains(closed.toString())
                .contains("spec.endpoint")
                .contains("Nothing listens there");
        assertThat(unknown(proofBy(service, unknown)))
                .contains("nowhere.invalid:6432")
                .contains("No host of that name");
    }

    @Test
    void tellsWhenThePoolerDoesNotKnowTheNextLogin() throws Exception {
        var service = TestSchema.of(server, "pooled").ensure();
        var login = new Login("pooled_user", service.credential().password().value());
        try (var pooler = PgBouncer.start(postgres.cluster(), "engarde", login, "transaction");
                var behind = postgres.openBy(Optional.of(new Address("127.0.0.1", pooler.port())), TlsMode.PREFER)) {
            assertThat(behind.prove(service.desired(), behind.observe(service.desired()))
                            .get(0))
                    .isInstanceOf(LoginProof.Proved.class);

            var next = new Credential(
                    behind.logins(service.service().user()).get(1), new Password("NextSecret1"), Optional.empty());
            var desired =
                    service.desired(Logins.only(next).beside(service.service().user()));
            var applied = TestSchema.keep(
                    behind, desired, new Ownership(service.service().marker(), behind.inspect(desired)));

            assertThat(refusal(applied.proofs().get(0)))
                    .contains("\"pooled_user_2\" is turned away by the endpoint")
                    .contains("auth_query");
        }
    }

    @Test
    void tellsWhenPlainClientsAreNotLetIn() throws Exception {
        var service = TestSchema.of(server, "tls").ensure();
        postgres.cluster()
                .admit("hostssl all tls_user all scram-sha-256", "hostnossl all tls_user all reject", EVERYBODY);

        await().untilAsserted(() ->
                assertThat(refusal(proof(service))).contains("without TLS").contains("spec.tls.mode"));
        try (var insisting = postgres.openBy(Optional.empty(), TlsMode.REQUIRE)) {
            assertThat(insisting
                            .prove(service.desired(), insisting.observe(service.desired()))
                            .get(0))
                    .isInstanceOf(LoginProof.Proved.class);
        }
    }

    private boolean keepsWithoutLogin(TestSchema service) throws Exception {
        var before = logins("resting_user");
        Thread.sleep(1500);
        keep(service);
        return logins("resting_user") == before;
    }

    private void keep(TestSchema service) {
        TestSchema.keep(
                server,
                service.desired(),
                new Ownership(service.service().marker(), server.inspect(service.desired())));
    }

    private LoginProof proof(TestSchema service) {
        return server.prove(service.desired(), server.observe(service.desired()))
                .get(0);
    }

    private LoginProof proofBy(TestSchema service, Address endpoint) {
        try (var behind = postgres.openBy(Optional.of(endpoint), TlsMode.PREFER)) {
            return behind.prove(service.desired(), behind.observe(service.desired()))
                    .get(0);
        }
    }

    private static String refusal(LoginProof proof) {
        assertThat(proof).isInstanceOf(LoginProof.Refused.class);
        return ((LoginProof.Refused) proof).why();
    }

    private static String unknown(LoginProof proof) {
        assertThat(proof).isInstanceOf(LoginProof.Unknown.class);
        return ((LoginProof.Unknown) proof).why();
    }

    private Connection service(TestSchema service, Login login) throws SQLException {
        return postgres.connect(
                new Credential(new Identifier(login.user()), new Password(login.password())), service.schema());
    }

    private long logins(String user) throws Exception {
        return Files.readString(postgres.cluster().log())
                .lines()
                .filter(line -> line.contains("connection authorized: user=" + user))
                .count();
    }
}
