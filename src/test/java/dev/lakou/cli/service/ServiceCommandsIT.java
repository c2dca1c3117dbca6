package dev.lakou.cli.service;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.lakou.cli.CommandRun;
import dev.lakou.endtoend.InstalledLakou;
import dev.lakou.endtoend.Team;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people ask of services that the operator made. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL})
class ServiceCommandsIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "commands");

    @BeforeAll
    static void services() {
        for (var engine : List.of("postgres", "mysql")) {
            LAKOU.serve(
                    "commands-" + engine,
                    server(engine),
                    "postgres",
                    server(engine).admin());
            TEAM.apply(
                    "counter-" + engine,
                    "serverRef: {name: commands-%1$s}, connectionLimit: 9, users: [{name: reports_%1$s, access: ReadOnly}]"
                            .formatted(engine));
            TEAM.apply(
                    "ledger-" + engine,
                    "serverRef: {name: commands-%1$s}, access: [{schemaRef: {name: counter-%1$s}}]".formatted(engine));
        }
        for (var engine : List.of("postgres", "mysql")) {
            TEAM.awaitReason("counter-" + engine, "Reconciled");
            TEAM.awaitReason("ledger-" + engine, "Reconciled");
        }
        LAKOU.client()
                .genericKubernetesResources("lakou.dev/v1alpha1", "DatabaseServer")
                .withName("commands-postgres")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"strangers\": \"Report\"}}");
        accountThatMayLookAtServicesAlone();
    }

    @Test
    void explainsWhoCanDoWhatInPostgres() throws SQLException {
        run(
                server("postgres"),
                "CREATE ROLE curious LOGIN",
                "GRANT USAGE ON SCHEMA counter_postgres TO curious",
                "CREATE TABLE counter_postgres.orders (id int)",
                "GRANT SELECT ON counter_postgres.orders TO PUBLIC",
                "CREATE SEQUENCE counter_postgres.numbers",
                "GRANT USAGE ON SEQUENCE counter_postgres.numbers TO curious",
                "CREATE FUNCTION counter_postgres.double(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n'",
                "CREATE FUNCTION counter_postgres.\"Half, \"\"of\"\"\"(n int) RETURNS int LANGUAGE sql AS 'SELECT n / 2'",
                "REVOKE EXECUTE ON FUNCTION counter_postgres.double FROM PUBLIC",
                "GRANT EXECUTE ON FUNCTION counter_postgres.double TO curious");

        var run = command("explain", "counter-postgres", "-o", "json");

        assertThat(run.exitCode()).as(run.seen()).isZero();
        assertThat(whose(run))
                .containsEntry("curious", "stranger")
                .containsEntry("PUBLIC", "everybody")
                .containsEntry("postgres", "administrator")
                .containsEntry("counter_postgres_owner", "this service: owner of its things")
                .containsKey("counter_postgres_readers");
        assertThat(logins(run, "counter_postgres_owner"))
                .contains("counter_postgres_user")
                .doesNotContain("curious");
        assertThat(logins(run, "counter_postgres_readers")).contains("reports_postgres");
        assertThat(on(run, "curious")).contains("the schema", "all sequences there are", "function double(n integer)");
        assertThat(on(run, "PUBLIC")).contains("function Half, \"of\"(n integer)");
        assertThat(command("explain", "counter-postgres").out())
                .contains("HOLDER", "stranger", "everybody who may connect");
    }

    @Test
    void explainsWhoCanDoWhatInMySql() throws SQLException {
        run(
                server("mysql"),
                "CREATE PROCEDURE counter_mysql.`count it`() SELECT 1",
                "CREATE ROLE auditors, seniors",
                "CREATE USER 'eve''s'@'10.0.0.1' IDENTIFIED BY 'Explain-0815'",
                "GRANT seniors TO auditors",
                "GRANT auditors TO 'eve''s'@'10.0.0.1'",
                "GRANT SELECT ON counter_mysql.* TO seniors",
                "GRANT EXECUTE, ALTER ROUTINE ON PROCEDURE counter_mysql.`count it` TO 'eve''s'@'10.0.0.1'");

        var run = command("explain", "counter-mysql", "-o", "json");

        assertThat(run.exitCode()).as(run.seen()).isZero();
        assertThat(whose(run))
                .containsEntry("counter_mysql_user@%", "this service: login")
                .containsEntry("reports_mysql@%", "this service: additional user")
                .containsEntry("ledger_mysql_user@%", "ServiceSchema commands/ledger-mysql")
                .containsValue("administrator");
        assertThat(logins(run, "seniors@%")).containsExactly("eve's@10.0.0.1");
        assertThat(documents(run)).anySatisfy(right -> assertThat(right)
                .containsEntry("holder", "eve's@10.0.0.1")
                .containsEntry("on", "procedure count it")
                .containsEntry("may", List.of("ALTER ROUTINE", "EXECUTE")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql"})
    void tellsTheUrl(String engine) {
        var run = command("url", "ledger-" + engine);
        var document = command("url", "ledger-" + engine, "-o", "json");

        assertThat(run.exitCode()).as(run.seen()).isZero();
        assertThat(run.out().strip())
                .isEqualTo(LAKOU.keys("commands", "ledger-" + engine + "-database")
                        .values()
                        .get("DATABASE_URL"));
        assertThat(Serialization.unmarshal(document.out(), Map.class).get("DATABASE_URL"))
                .isEqualTo(run.out().strip());
    }

    @Test
    void refusesTheUrlToWhoeverMayNotReadTheSecret() {
        var run = CommandRun.of("url", "ledger-postgres", "--kubeconfig", kubeconfigOfOnlooker());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("verb get on secrets in namespace \"commands\"");
    }

    @Test
    void namesTheRightThatRotateNeeds() {
        var run = CommandRun.of("rotate", "ledger-postgres", "--kubeconfig", kubeconfigOfOnlooker());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("verb patch on serviceschemas in namespace \"commands\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql"})
    void rotatesAndTellsWhatCameOfIt(String engine) {
        var before = command("url", "counter-" + engine).out();

        var run = command("rotate", "counter-" + engine);
        var waits = command("rotate", "counter-" + engine);

        assertThat(run.exitCode()).as(run.seen()).isZero();
        assertThat(run.out()).startsWith("Rotated, number 1: the Secret \"counter-%s-database\"".formatted(engine));
        assertThat(command("url", "counter-" + engine).out()).isNotEqualTo(before);
        assertThat(waits.exitCode()).as(waits.seen()).isZero();
        assertThat(waits.out()).startsWith("The rotation waits: ");
    }

    @Test
    void tellsEvents() {
        var run = command("events", "ledger-postgres");

        assertThat(run.exitCode()).as(run.seen()).isZero();
        assertThat(run.out()).contains("REASON", "Created", "create schema \"ledger_postgres\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql"})
    void tellsWhatEachServiceUses(String engine) throws SQLException {
        try (var session = session(engine)) {
            var table = command("top", "commands-" + engine);
            var document = command("top", "commands-" + engine, "-o", "json");

            assertThat(session.isValid(30)).isTrue();
            assertThat(table.exitCode()).as(table.seen()).isZero();
            assertThat(table.out()).contains("CONNECTIONS", "ledger-" + engine, "counter-" + engine);
            assertThat(documents(document))
                    .anySatisfy(use -> assertThat(use)
                            .containsEntry("name", "ledger-" + engine)
                            .containsEntry("connections", 1))
                    .anySatisfy(use -> assertThat(use)
                            .containsEntry("name", "counter-" + engine)
                            .containsKey("bytes"));
        }
    }

    @Test
    void tellsWhichStatementsTakeTime() throws SQLException {
        try (var session = session("mysql");
                var statement = session.createStatement()) {
            statement.execute("CREATE TABLE wares (note text)");
            statement.execute("SELECT count(*) FROM wares WHERE note = 'secret of the value'");
        }

        var table = command("statements", "ledger-mysql");
        var document = command("statements", "ledger-mysql", "-o", "json");

        assertThat(table.exitCode()).as(table.seen()).isZero();
        assertThat(table.out())
                .contains("SLOWEST", "FROM `wares` WHERE `note` = ?")
                .doesNotContain("secret of the value");
        assertThat(document.out()).contains("\"attributedBy\" : \"schema\"", "FROM `wares`");
    }

    @Test
    void namesWhatADbaCanRunWhereStatementsAreNotCounted() {
        var run = command("statements", "ledger-postgres");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("A DBA can run: ", "CREATE EXTENSION");
    }

    @Test
    void topNamesWhatADbaCanRunForWhatIsHidden() {
        var run = command("top", "commands-postgres");

        assertThat(run.err()).contains("A DBA can run: ", "CREATE EXTENSION");
    }

    @Test
    void writesManifestsForWhatIsThere() throws SQLException {
        run(
                server("postgres"),
                "CREATE ROLE legacy_login LOGIN PASSWORD 'by-hand' CONNECTION LIMIT 4",
                "CREATE SCHEMA \"Legacy_App\" AUTHORIZATION legacy_login");

        var run = command("adopt", "commands-postgres", "Legacy_App");
        var list = command("adopt", "commands-postgres", "Legacy_App", "-o", "json");
        LAKOU.client()
                .resource(Serialization.unmarshal(run.out(), GenericKubernetesResource.class))
                .serverSideApply();

        assertThat(run.exitCode()).as(run.seen()).isZero();
        assertThat(Serialization.unmarshal(list.out(), KubernetesList.class).getItems())
                .extracting(one -> one.getMetadata().getName())
                .containsExactly("legacy-app");
        assertThat(run.out()).contains("name: \"legacy-app\"", "user: \"legacy_login\"", "connectionLimit: 4");
        assertThat(TEAM.awaitReason("legacy-app", "AdoptionRefused"))
                .contains(run.err().lines().findFirst().orElseThrow().replaceFirst("^.*\"commands-postgres\": ", ""));
    }

    @Test
    void adoptsNothingThatIsNotThereOrNotFree() {
        var missing = command("adopt", "commands-postgres", "nowhere");
        var taken = command("adopt", "commands-mysql", "ledger_mysql");

        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("There is no schema \"nowhere\" on DatabaseServer \"commands-postgres\"");
        assertThat(taken.exitCode()).isEqualTo(1);
        assertThat(taken.err()).contains("is Lakou's already: of ServiceSchema commands/ledger-mysql");
    }

    private static Map<String, String> whose(CommandRun run) {
        var whose = new HashMap<String, String>();
        documents(run).forEach(one -> whose.put(String.valueOf(one.get("holder")), String.valueOf(one.get("whose"))));
        return whose;
    }

    private static List<String> on(CommandRun run, String holder) {
        return documents(run).stream()
                .filter(one -> holder.equals(one.get("holder")))
                .map(one -> String.valueOf(one.get("on")))
                .toList();
    }

    private static List<String> logins(CommandRun run, String holder) {
        return documents(run).stream()
                .filter(one -> holder.equals(one.get("holder")))
                .findFirst()
                .map(one -> (List<?>) one.get("logins"))
                .orElseThrow()
                .stream()
                .map(String::valueOf)
                .toList();
    }

    private static List<Map<String, Object>> documents(CommandRun run) {
        return Serialization.unmarshal(run.out(), new TypeReference<>() {});
    }

    private static CommandRun command(String... words) {
        return CommandRun.of(Stream.concat(
                        Stream.of(words),
                        Stream.of(
                                "-n",
                                "commands",
                                "--kubeconfig",
                                LAKOU.controlPlane().adminKubeconfig().toString()))
                .toArray(String[]::new));
    }

    private static void accountThatMayLookAtServicesAlone() {
        var client = LAKOU.client();
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace("commands")
                        .withName("onlooker")
                        .endMetadata()
                        .build())
                .serverSideApply();
        client.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withNamespace("commands")
                        .withName("onlooker")
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("lakou.dev")
                        .withResources("serviceschemas")
                        .withVerbs("get")
                        .endRule()
                        .build())
                .serverSideApply();
        client.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace("commands")
                        .withName("onlooker")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "onlooker")
                        .addNewSubject(null, "ServiceAccount", "onlooker", "commands")
                        .build())
                .serverSideApply();
    }

    private static String kubeconfigOfOnlooker() {
        return LAKOU.controlPlane().kubeconfigOf("commands", "onlooker").toString();
    }

    /** As the service "ledger" has one. */
    private static Connection session(String engine) throws SQLException {
        var keys = LAKOU.keys("commands", "ledger-" + engine + "-database").values();
        var login = new Login(requireNonNull(keys.get("DB_USER")), requireNonNull(keys.get("DB_PASSWORD")));
        return server(engine).connect(login, requireNonNull(keys.get("DB_NAME")));
    }

    private static RunningDatabase server(String engine) {
        return engine.equals("postgres")
                ? TestEnvironment.shared().postgres(18)
                : TestEnvironment.shared().mySql();
    }

    private static void run(RunningDatabase server, String... statements) throws SQLException {
        var database = server.equals(server("mysql")) ? "mysql" : "postgres";
        try (var connection = server.connect(server.admin(), database);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
