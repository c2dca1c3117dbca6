package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API server itself refuses, in words that a person can act on. */
@NeedsServers(Part.CONTROL_PLANE)
class ValidationIT {
    private static final Team TEAM = new Team(InstalledLakou.shared(), "validation");
    private static final String SERVER = "engine: PostgreSQL, host: db, database: d, adminSecretRef: {name: a}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "schema: pg_x | must not begin with \"pg_\"",
                "schema: public | keeps for itself",
                "schema: '' | should be at least 1 chars long",
                "extraSchemas: [pg_x] | must not begin with \"pg_\"",
                "extraSchemas: [mysql] | keeps for itself",
                "extraSchemas: [''] | should be at least 1 chars long",
                "extraSchemas: [x, x] | must not name a schema twice",
                "sharedWith: [{role: pg_monitor}] | keeps for itself",
                "sharedWith: [{role: cdc, namespace: a, name: b}] | needs namespace and name of a resource, or the role",
                "sharedWith: [{namespace: a}] | needs namespace and name of a resource, or the role",
                "sharedWith: [{role: cdc, privileges: [INSERT]}] | a role of the server reads",
                "user: postgres | keeps for itself",
                "connectionLimit: 0 | should be greater than or equal to 1",
                "pool: {recycle: soon} | should match",
                "pool: {size: 3000000000} | should be less than or equal to 10000",
                "pool: {recycle: 999999999h} | should match",
                "rotation: {every: 2ms, overlap: 1ms} | spec.rotation.every must be 5m or more",
                "rotation: {every: 99999h, overlap: 1h} | 87600h (ten years) or less",
                "rotation: {overlap: 1ms} | spec.rotation.overlap must be 1s or more",
                "rotation: {restart: [../../other/deployments/web]} | should match",
                "rotation: {restart: [web/scale]} | should match",
                "rotation: {restart: ['web?dryRun=All']} | should match",
                "adoption: {passwordSecretRef: {name: ../../other/secrets/x}} | should match",
                "adoption: {passwordSecretRef: {name: x, key: a/b}} | should match",
                "access: [{schemaRef: {namespace: a.b, name: x}}] | should match",
                "settings: {'a b': '1'} | Settings have names such as statement_timeout",
                "secret: {template: {'1x': y}} | no digit in front",
                "secret: {metadata: {labels: {'a b': c}}} | Keys are such as team",
                "secret: {metadata: {labels: {'a/b/c': c}}} | Keys are such as team",
                "secret: {metadata: {labels: {a: 'b c'}}} | should match",
                "secret: {metadata: {annotations: {-a: c}}} | Keys are such as team",
                "secret: {name: 'Not A Name'} | should match",
                "secret: {preset: Cobol} | Unsupported value",
                "deletionPolicy: Maybe | Unsupported value",
            })
    void refusesAMistakeInAServiceSchema(String field, String message) {
        var refusal = catchThrowableOfType(
                KubernetesClientException.class, () -> TEAM.apply("mistaken", "serverRef: {name: x}, " + field));

        assertThat(refusal).hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "engine: PostgreSQL, host: db, adminSecretRef: {name: a} | required for PostgreSQL",
                "engine: MySQL, host: db, database: d, adminSecretRef: {name: a} | not for MySQL",
                "engine: MySQL, host: db, adminSecretRef: {name: a}, allowedExtensions: [x] | for PostgreSQL only",
                "engine: PostgreSQL, host: 'db?ssl=off', database: d, adminSecretRef: {name: a} | should match",
                "engine: PostgreSQL, host: db, database: d | Required value",
                "engine: MySQL, host: db, adminSecretRef: {name: a}, resyncInterval: 0s | must be 1s or more",
                "engine: MySQL, host: db, adminSecretRef: {name: a}, driftInterval: 25h | 24h or less",
                "engine: MySQL, host: db, adminSecretRef: {name: ../a} | should match",
                "engine: MySQL, host: db, adminSecretRef: {name: a}, connectionBudget: 3000000000 | less than or equal to 1000000",
                "engine: MySQL, host: db, adminSecretRef: {name: a}, endpoint: {host: 'http://pgb'} | should match",
                "engine: MySQL, host: db, adminSecretRef: {name: a}, endpoint: {host: 'pgb/x'} | should match",
                "engine: MySQL, host: db, adminSecretRef: {name: a}, allowedNamespaces: {names: [a.b]} | should match",
                "engine: MySQL, host: db, adminSecretRef: {name: a}, watchdog: {mode: End} | at least one of idleInTransaction",
                "engine: MySQL, host: db, adminSecretRef: {name: a}, watchdog: {transaction: 0s} | must be 1s or more",
                "engine: MySQL, host: db, adminSecretRef: {name: a}, watchdog: {locks: 1} | greater than or equal to 10",
            })
    void refusesAMistakeInADatabaseServer(String spec, String message) {
        var refusal = catchThrowableOfType(KubernetesClientException.class, () -> TEAM.applyServer("mistaken", spec));

        assertThat(refusal).hasMessageContaining(message);
    }

    @Test
    void keepsWhatTheDataDependsOn() {
        TEAM.apply("fixed", "serverRef: {name: nowhere}, schema: one");

        assertThatThrownBy(() -> TEAM.apply("fixed", "serverRef: {name: nowhere}, schema: two"))
                .hasMessageContaining("spec.schema cannot be changed: the data would stay behind");
        assertThatThrownBy(() -> TEAM.apply("fixed", "serverRef: {name: elsewhere}, schema: one"))
                .hasMessageContaining("spec.serverRef.name cannot be changed");
        assertThatThrownBy(() -> TEAM.apply("fixed", "serverRef: {name: nowhere}, schema: one, user: new"))
                .hasMessageContaining("spec.user cannot be changed");
    }

    @Test
    void keepsTheDatabaseOfAServer() {
        TEAM.applyServer("fixed", SERVER);

        assertThatThrownBy(() -> TEAM.applyServer("fixed", SERVER.replace("database: d", "database: other")))
                .hasMessageContaining("spec.database cannot be changed");
    }

    @Test
    void takesNoTenThousandSettings() {
        var settings =
                IntStream.range(0, 10_000).mapToObj(i -> "s" + i + ": '1'").collect(Collectors.joining(", "));

        assertThatThrownBy(() -> TEAM.apply("greedy", "serverRef: {name: x}, settings: {" + settings + "}"))
                .hasMessageContaining("must have at most 50 items");
    }

    @Test
    void takesNoMoreTablesThanAStatusCanTellOf() {
        var tables = IntStream.range(0, 200).mapToObj(i -> "t" + i).collect(Collectors.joining(", "));
        var access = IntStream.range(0, 6)
                .mapToObj(i -> "{schemaRef: {name: s%d}, tables: [%s]}".formatted(i, tables))
                .collect(Collectors.joining(", "));

        assertThatThrownBy(() -> TEAM.apply("curious", "serverRef: {name: x}, access: [" + access + "]"))
                .hasMessageContaining("spec.access names more than 1000 tables and columns in all");
    }
}
