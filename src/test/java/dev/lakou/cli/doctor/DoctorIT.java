package dev.lakou.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.cli.CommandRun;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The doctor before real servers, with logins that may too little. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
class DoctorIT {
    private static final TestEnvironment ENVIRONMENT = TestEnvironment.shared();
    private static final Login WEAK = new Login("doctor_weak", "not-to-be-seen-0815");
    private static final String NAMESPACE = "doctor-lakou";

    @BeforeAll
    static void weakLogins() throws SQLException {
        run(ENVIRONMENT.postgres(18), "CREATE ROLE doctor_weak LOGIN PASSWORD '%s'".formatted(WEAK.password()));
        run(ENVIRONMENT.postgres(18), "CREATE DATABASE doctor");
        for (var server : List.of(ENVIRONMENT.mySql(), ENVIRONMENT.mariaDb("11.4"))) {
            run(server, "CREATE USER doctor_weak IDENTIFIED BY '%s'".formatted(WEAK.password()));
            run(server, "GRANT SELECT, PROCESS ON *.* TO doctor_weak");
        }
    }

    static Stream<RunningDatabase> servers() {
        return Stream.of(ENVIRONMENT.postgres(18), ENVIRONMENT.mySql(), ENVIRONMENT.mariaDb("11.4"));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void namesWhatIsMissingSoThatADbaCanMendIt(RunningDatabase server) throws SQLException {
        var before = CommandRun.of("doctor", "-o", "json", "--dsn", dsn(server, WEAK));
        for (var statement : missing(before)) {
            run(server, statement);
        }
        var after = CommandRun.of("doctor", "--dsn", dsn(server, WEAK));

        assertThat(before.exitCode()).isEqualTo(2);
        assertThat(missing(before)).isNotEmpty();
        assertThat(after.exitCode()).as(after.seen()).isZero();
        assertThat(before.seen() + after.seen()).doesNotContain(WEAK.password());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void changesNothing(RunningDatabase server) throws SQLException {
        var before = roles(server);

        var run = CommandRun.of("doctor", "-o", "yaml", "--dsn", dsn(server, server.admin()));

        assertThat(run.exitCode()).as(run.seen()).isZero();
        assertThat(run.seen()).doesNotContain(server.admin().password()).contains("findings:");
        assertThat(roles(server)).isEqualTo(before);
    }

    @Test
    void recognisesWhoRunsAServer() throws SQLException {
        run(ENVIRONMENT.postgres(18), "CREATE ROLE rds_superuser; CREATE ROLE rds_password");
        run(ENVIRONMENT.postgres(18), "ALTER ROLE doctor_weak SET rds.restrict_password_commands = 'on'");
        try {
            var weak = CommandRun.of("doctor", "--dsn", dsn(ENVIRONMENT.postgres(18), WEAK));
            var run = CommandRun.of(
                    "doctor",
                    "--dsn",
                    dsn(ENVIRONMENT.postgres(18), ENVIRONMENT.postgres(18).admin()));

            assertThat(run.out().lines().findFirst().orElse("")).contains("PostgreSQL 18", "Amazon RDS");
            assertThat(run.out())
                    .contains("-- logical replication in the parameter group of Amazon RDS")
                    .doesNotContain("ALTER SYSTEM SET wal_level");
            assertThat(weak.out()).contains("GRANT rds_password TO \"doctor_weak\";");
        } finally {
            run(ENVIRONMENT.postgres(18), "ALTER ROLE doctor_weak RESET ALL");
            run(ENVIRONMENT.postgres(18), "DROP ROLE rds_superuser, rds_password");
        }
    }

    @Test
    void saysWhoLivesByTheRightsOfPublic() {
        var run = CommandRun.of("doctor", "--dsn", dsn(server(), server().admin()));

        assertThat(run.out())
                .contains("Lakou leaves to PUBLIC what it has, on which these rely: logins \"doctor_weak\"");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void failsWithOneForAWrongPassword(RunningDatabase server) {
        var run = CommandRun.of(
                "doctor", "--dsn", dsn(server, new Login(server.admin().user(), "wrong-0815")));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("error: AuthenticationFailed: ").doesNotContain("wrong-0815");
    }

    @Test
    void readsTheAdminSecretWithTheRightsOfWhoeverAsks() {
        var controlPlane = ENVIRONMENT.controlPlane();
        var client = controlPlane.client();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName("engarde-admin")
                        .endMetadata()
                        .addToData("username", encoded(server().admin().user()))
                        .addToData("password", encoded(server().admin().password()))
                        .build())
                .serverSideApply();
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName("nobody")
                        .endMetadata()
                        .build())
                .serverSideApply();

        var allowed = examine(controlPlane.adminKubeconfig().toString());
        var refused = examine(controlPlane.kubeconfigOf(NAMESPACE, "nobody").toString());

        assertThat(allowed.exitCode()).as(allowed.seen()).isZero();
        assertThat(allowed.out()).contains("spec.connectionBudget is 9999");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains(
                        "system:serviceaccount:doctor-lakou:nobody",
                        "verb get on secrets in namespace \"doctor-lakou\"");
    }

    private static CommandRun examine(String kubeconfig) {
        return CommandRun.fed(
                """
                apiVersion: lakou.dev/v1alpha1
                kind: DatabaseServer
                metadata: {name: engarde}
                spec: {engine: PostgreSQL, host: %s, port: %d, database: postgres, adminSecretRef: {name: engarde-admin}, connectionBudget: 9999}
                """
                        .formatted(server().host(), server().port()),
                "doctor",
                "-f",
                "-",
                "--kubeconfig",
                kubeconfig,
                "--lakou-namespace",
                NAMESPACE);
    }

    private static PostgresCluster server() {
        return ENVIRONMENT.postgres(18);
    }

    /** Each is one whole statement. */
    private static List<String> missing(CommandRun run) {
        var statements = new ArrayList<String>();
        var findings = (List<?>)
                requireNonNull(Serialization.unmarshal(run.out(), Map.class).get("findings"));
        for (var finding : findings) {
            var fields = (Map<?, ?>) finding;
            if ("missing".equals(fields.get("result"))) {
                statements.add(String.valueOf(fields.get("statement")));
            }
        }
        return statements;
    }

    private static String dsn(RunningDatabase server, Login login) {
        return server instanceof PostgresCluster
                ? "postgresql://%s:%s@%s:%d/doctor"
                        .formatted(login.user(), login.password(), server.host(), server.port())
                : "mysql://%s:%s@%s:%d".formatted(login.user(), login.password(), server.host(), server.port());
    }

    private static List<String> roles(RunningDatabase server) throws SQLException {
        var query = server instanceof PostgresCluster
                ? "SELECT rolname || coalesce((SELECT string_agg(d.datacl::text, ' ') FROM pg_database d), '') FROM"
                        + " pg_roles ORDER BY 1"
                : "SELECT concat(u.user, u.host, (SELECT count(*) FROM information_schema.schemata)) FROM mysql.user u"
                        + " ORDER BY 1";
        try (var connection = server.connect(server.admin(), database(server));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var roles = new ArrayList<String>();
            while (rows.next()) {
                roles.add(rows.getString(1));
            }
            return roles;
        }
    }

    private static void run(RunningDatabase server, String sql) throws SQLException {
        try (var connection = server.connect(server.admin(), database(server));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String database(RunningDatabase server) {
        return server instanceof PostgresCluster ? "postgres" : "mysql";
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
