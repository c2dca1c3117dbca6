package dev.lakou.cli.plan;

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
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is planned from outside is what the operator then does. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL})
class PlanIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "planning");

    @BeforeAll
    static void servers() {
        for (var server : Map.<String, RunningDatabase>of(
                        "plan-postgres", TestEnvironment.shared().postgres(18),
                        "plan-mysql", TestEnvironment.shared().mySql())
                .entrySet()) {
            LAKOU.serve(
                    server.getKey(),
                    server.getValue(),
                    "postgres",
                    server.getValue().admin());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql"})
    void tellsWhatIsThenDone(String engine) {
        var name = "planned-" + engine;
        var spec = "serverRef: {name: plan-%s}, connectionLimit: 7".formatted(engine);

        var before = plan("-o", "json", manifest(name, spec));
        TEAM.apply(name, spec);
        TEAM.awaitReason(name, "Reconciled");
        var after = plan("-o", "table", manifest(name, spec));
        var changed = plan("-o", "table", manifest(name, spec.replace("7", "8")));

        assertThat(before.exitCode()).as(before.seen()).isEqualTo(2);
        assertThat(String.join("; ", planned(before).changes())).startsWith(created(name));
        assertThat(planned(before).secrets()).containsExactly(name + "-database");
        assertThat(String.join("\n", planned(before).sql())).contains("CREATE ", "[redacted]");
        assertThat(after.exitCode()).as(after.seen()).isZero();
        assertThat(after.out()).contains("nothing would change");
        assertThat(changed.exitCode()).as(changed.seen()).isEqualTo(2);
        assertThat(changed.out())
                .contains("allow \"planned_%s_user\" 8 connections".formatted(engine))
                .doesNotContain("set the password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql"})
    void tellsOfReadersWhatIsThenDone(String engine) {
        var service = "read-" + engine;
        var name = "reads-" + engine;
        var spec = "serverRef: {name: plan-%s}, schemas: [{name: %s}]".formatted(engine, service);
        TEAM.apply(service, "serverRef: {name: plan-%s}".formatted(engine));
        TEAM.awaitReason(service, "Reconciled");

        var before = plan("-o", "json", reader(name, spec));
        TEAM.applyReader(name, spec);
        TEAM.awaitReaderReason(name, "Reconciled");
        var after = plan("-o", "table", reader(name, spec));
        var over = plan("-o", "table", reader(name, spec + ", expiresAt: \"2020-01-01T00:00:00Z\""));

        assertThat(before.exitCode()).as(before.seen()).isEqualTo(2);
        assertThat(String.join("; ", planned(before).changes())).startsWith(created(name));
        assertThat(planned(before).secrets()).containsExactly(name + "-database");
        assertThat(after.exitCode()).as(after.seen()).isZero();
        assertThat(over.exitCode()).as(over.seen()).isEqualTo(1);
        assertThat(over.out())
                .contains("refused Expired", "drop ", "the Secret \"%s-database\" is deleted".formatted(name));
    }

    /** The second server is this one by another name; it is not asked. */
    @Test
    void tellsTheStepsOfAMoveAndRefusesOneThatCannotBegin() {
        var postgres = TestEnvironment.shared().postgres(18);
        LAKOU.serve("plan-elsewhere", postgres, "postgres", postgres.admin());
        TEAM.apply("transplanted", "serverRef: {name: plan-postgres}");
        TEAM.awaitReason("transplanted", "Reconciled");
        var spec = "schemaRef: {name: transplanted}, cutover: OnApproval, to: {serverRef: {name: %s}}";

        var run = plan("-o", "table", manifest("SchemaMove", "away", spec.formatted("plan-elsewhere")));
        var nowhere = plan("-o", "table", manifest("SchemaMove", "away", spec.formatted("nowhere")));
        var there = plan("-o", "table", manifest("SchemaMove", "away", spec.formatted("plan-postgres")));

        assertThat(run.exitCode()).as(run.seen()).isEqualTo(2);
        assertThat(run.out())
                .contains(
                        "SchemaMove planning/away\n  look for what speaks against it on both servers",
                        "tables on DatabaseServer \"plan-elsewhere\"",
                        "wait until the annotation lakou.dev/approve is \"true\"",
                        "note The two servers were not asked.");
        assertThat(nowhere.exitCode()).as(nowhere.seen()).isEqualTo(1);
        assertThat(nowhere.out()).contains("refused ServerNotFound");
        assertThat(there.out()).contains("refused MoveRefused", "there is nothing to move");
    }

    @Test
    void plansAServerAndThoseOnItAtOnce() throws Exception {
        var postgres = TestEnvironment.shared().postgres(18);
        try (var connection = postgres.connect(postgres.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE untouched");
        }
        LAKOU.adminSecret("plan-untouched", postgres.admin());

        var run = plan(
                "-o",
                "table",
                manifest("first", "serverRef: {name: plan-untouched}") + "---\n"
                        + """
                        apiVersion: lakou.dev/v1alpha1
                        kind: DatabaseServer
                        metadata: {name: plan-untouched}
                        spec: {engine: PostgreSQL, host: %s, port: %d, database: untouched, adminSecretRef: {name: plan-untouched}, allowedNamespaces: {names: [planning]}}
                        """
                                .formatted(postgres.host(), postgres.port()));

        assertThat(run.exitCode()).as(run.seen()).isEqualTo(2);
        assertThat(run.out())
                .contains(
                        "DatabaseServer plan-untouched\n  make what all services of the server stand on",
                        "CREATE ROLE \"lakou_connect_untouched\" NOLOGIN",
                        "ServiceSchema planning/first\n  create role");
        assertThat(roles(postgres)).doesNotContain("lakou_connect_untouched");
    }

    @Test
    void refusesAServerWhoseAdministratorLacksPrivileges() throws Exception {
        var postgres = TestEnvironment.shared().postgres(18);
        try (var connection = postgres.connect(postgres.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE ROLE plan_weak LOGIN PASSWORD 'weak-but-long'; GRANT CONNECT ON DATABASE postgres TO plan_weak");
        }
        LAKOU.adminSecret("plan-weak", new Login("plan_weak", "weak-but-long"));

        var run = plan(
                "-o",
                "table",
                """
                apiVersion: lakou.dev/v1alpha1
                kind: DatabaseServer
                metadata: {name: plan-weak}
                spec: {engine: PostgreSQL, host: %s, port: %d, database: postgres, adminSecretRef: {name: plan-weak}}
                """
                        .formatted(postgres.host(), postgres.port()));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("DatabaseServer plan-weak\n  refused AdminLacksPrivilege", "CREATEROLE")
                .doesNotContain("weak-but-long");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serverRef: {name: nowhere} | ServerNotFound: There is no DatabaseServer \"nowhere\"",
                "serverRef: {name: plan-postgres}, schema: pg_x | InvalidSpec",
                "serverRef: {name: plan-postgres}, schema: taken_by_hand | NameConflict: Already on the server",
                "serverRef: {name: plan-postgres}, extensions: [dblink] | not among the allowedExtensions",
            })
    void refusesAsTheOperatorDoes(String spec, String words) throws Exception {
        try (var connection = TestEnvironment.shared()
                        .postgres(18)
                        .connect(TestEnvironment.shared().postgres(18).admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS taken_by_hand");
        }

        var run = plan("-o", "table", manifest("refused", spec));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("  refused ", words);
    }

    @Test
    void plansSeveralDocumentsAndSaysWhichAreRefused() {
        var run = plan(
                "-o",
                "table",
                manifest("good", "serverRef: {name: plan-postgres}") + "---\n"
                        + manifest("bad", "serverRef: {name: nowhere}"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("ServiceSchema planning/good\n  create role", "ServiceSchema planning/bad\n  refused");
    }

    @Test
    void namesTheRightThatWhoeverAsksLacks() {
        LAKOU.client()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace("planning")
                        .withName("nobody")
                        .endMetadata()
                        .build())
                .serverSideApply();

        var run = CommandRun.fed(
                manifest("any", "serverRef: {name: plan-postgres}"),
                "plan",
                "-f",
                "-",
                "--kubeconfig",
                LAKOU.controlPlane().kubeconfigOf("planning", "nobody").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("verb list on databaseservers in the whole cluster");
    }

    private static CommandRun plan(String option, String form, String manifests) {
        return CommandRun.fed(
                manifests,
                "plan",
                "-f",
                "-",
                option,
                form,
                "--kubeconfig",
                LAKOU.controlPlane().adminKubeconfig().toString());
    }

    private static String manifest(String name, String spec) {
        return manifest("ServiceSchema", name, spec);
    }

    private static String reader(String name, String spec) {
        return manifest("SchemaReader", name, spec);
    }

    private static String manifest(String kind, String name, String spec) {
        return """
                apiVersion: lakou.dev/v1alpha1
                kind: %s
                metadata: {namespace: planning, name: %s}
                spec: {%s}
                """
                .formatted(kind, name, spec);
    }

    private static List<String> roles(RunningDatabase postgres) throws SQLException {
        try (var connection = postgres.connect(postgres.admin(), "postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT rolname FROM pg_roles")) {
            var roles = new ArrayList<String>();
            while (rows.next()) {
                roles.add(rows.getString(1));
            }
            return roles;
        }
    }

    private static Planned planned(CommandRun run) {
        return Serialization.unmarshal(run.out(), new TypeReference<List<Planned>>() {})
                .get(0);
    }

    /** What the operator said that it did, as much as an event holds. */
    private static String created(String name) {
        return LAKOU.client().v1().events().inNamespace("planning").list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(name)
                        && event.getReason().equals("Created"))
                .map(Event::getMessage)
                .map(message -> message.replaceFirst("\\.\\.\\.$", ""))
                .findFirst()
                .orElseThrow();
    }
}
