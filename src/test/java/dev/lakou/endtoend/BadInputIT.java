package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody writes into a spec is refused in words or quoted as it is; nothing else happens in a database. */
@NeedsServers({Part.CONTROL_PLANE, Part.MYSQL, Part.MARIADB_11_4})
class BadInputIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "bad-input");
    private static final Set<String> REFUSALS = Set.of("InvalidSpec", "NameReserved");
    private static final String HOSTILE_PASSWORD = " a 'b\"c`d$e%s{}\\&?#/:@ é€ ";

    private static final String OF_POSTGRES =
            """
            SELECT 'role ' || r::text FROM pg_roles r UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname !~ '^pg_'
            UNION ALL SELECT 'database ' || datname || coalesce(datacl::text, '') FROM pg_database
            UNION ALL SELECT 'setting ' || s::text FROM pg_db_role_setting s
            UNION ALL SELECT 'extension ' || extname FROM pg_extension ORDER BY 1""";
    private static final String OF_MYSQL =
            """
            SELECT concat('user ', user, '@', host) FROM mysql.user UNION ALL SELECT concat('database ', schema_name)
            FROM information_schema.schemata UNION ALL SELECT concat('marker ', kind, name) FROM lakou.marker ORDER BY 1""";

    private static PostgresCluster postgres;
    private static int applied;

    @BeforeAll
    static void servers() {
        postgres = PostgresCluster.start(18, PostgresOptions.standard());
        open("bad-postgres", postgres);
        open("bad-mysql", TestEnvironment.shared().mySql());
        open("bad-mariadb", TestEnvironment.shared().mariaDb("11.4"));
    }

    /** One of each kind: AdversityContract sends each quote, escape and comment to each engine. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"b",
                "ä",
                "pg_x",
                "public",
                " ",
                "a\u0000b",
                "a\nb",
                "x\"; DROP ROLE lakou_admin; --",
                "123456789012345678901234567890123456789012345678901234567890123",
                "1234567890123456789012345678901234567890123456789012345678901234",
                "ääääääääääääääääääääääääääääääää",
            })
    void aNameIsQuotedOrRefused(String name) throws SQLException {
        for (var server : List.of("bad-postgres", "bad-mysql", "bad-mariadb")) {
            tryOut(server, Map.of("schema", name, "user", "u"));
            tryOut(server, Map.of("schema", "s", "user", name));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "searchPath | ['x\"; DROP ROLE lakou_admin; --', \"a'b\", '%s']",
                "settings | {statement_timeout: \"1'; DROP ROLE lakou_admin; --\"}",
                "settings | {statement_timeout: '%s'}",
                "settings | {\"work_mem = '1MB'; DROP ROLE lakou_admin; --\": '1'}",
                "settings | {search_path: public}",
                "extensions | ['x\"; DROP ROLE lakou_admin; --']",
                "secret | {template: {URL: '{{nothing}}'}}",
                "secret | {template: {URL: '{{#user}}'}}",
                "secret | {metadata: {labels: {a: \"'; DROP ROLE lakou_admin; --\"}}}",
            })
    void aFieldIsQuotedOrRefused(String field, String value) throws SQLException {
        var spec = new TreeMap<String, Object>(Map.of("schema", "fields", "user", "fields_user"));
        spec.putAll(Serialization.unmarshal(field + ": " + value, new TypeReference<Map<String, Object>>() {}));

        tryOut("bad-postgres", spec);
    }

    @Test
    void namesThatLookAlikeStayApart() throws SQLException {
        for (var server : List.of("bad-postgres", "bad-mysql", "bad-mariadb")) {
            var plain = "plain-" + applied++;
            TEAM.apply(plain, spec(server, Map.of("schema", "luxk", "user", "luxk")));
            TEAM.awaitReason(plain, "Reconciled");
            var pattern = "pattern-" + applied++;
            TEAM.apply(pattern, spec(server, Map.of("schema", "lu_k", "user", "lu_k")));
            TEAM.awaitReason(pattern, "Reconciled");

            try (var connection = TEAM.keys(pattern).connect();
                    var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("CREATE TABLE luxk.mine (id integer)"))
                        .isInstanceOf(SQLException.class);
                statement.execute("CREATE TABLE lu_k.mine (id integer)");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAdministratorMayHaveAnyPassword(boolean inUrl) throws SQLException {
        run(
                postgres,
                "postgres",
                "DROP ROLE IF EXISTS hostile; CREATE ROLE hostile SUPERUSER LOGIN PASSWORD " + literal());
        var mysql = TestEnvironment.shared().mySql();
        run(mysql, "", "DROP USER IF EXISTS hostile");
        run(mysql, "", "CREATE USER hostile IDENTIFIED BY " + literal().replace("\\", "\\\\"));
        run(mysql, "", "GRANT ALL PRIVILEGES ON *.* TO hostile WITH GRANT OPTION");

        for (var server : List.<RunningDatabase>of(postgres, mysql)) {
            var name = "hostile-" + applied++;
            LAKOU.adminSecret(
                    name + "-admin", inUrl ? url(server) : Map.of("username", "hostile", "password", HOSTILE_PASSWORD));
            LAKOU.manifests().apply(Servers.open(name, server, "postgres"));
            TEAM.awaitServerReason(name, "Reconciled");
            TEAM.apply(name, spec(name, Map.of("deletionPolicy", "Delete")));
            TEAM.awaitReason(name, "Reconciled");
            TEAM.keys(name).connect().close();
            TEAM.delete(name);
        }
    }

    /** Applies a spec, works with what comes of it, and requires that nothing stays behind. */
    private static void tryOut(String server, Map<String, ?> fields) throws SQLException {
        var before = inventory(server);
        var name = "tried-" + applied++;
        var spec = spec(server, fields);
        spec.put("deletionPolicy", "Delete");
        try {
            TEAM.apply(name, spec);
        } catch (KubernetesClientException refused) {
            assertThat(refused.getCode()).as(refused.getMessage()).isEqualTo(422);
            assertThat(inventory(server)).isEqualTo(before);
            return;
        }
        var reason = TEAM.awaitDecision(name);
        if (reason.equals("Reconciled")) {
            try (var connection = TEAM.keys(name).connect();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE bonjou (id integer)");
            }
        } else {
            assertThat(reason).isIn(REFUSALS);
            assertThat(inventory(server)).isEqualTo(before);
        }
        TEAM.delete(name);
        assertThat(inventory(server)).isEqualTo(before);
    }

    private static Map<String, Object> spec(String server, Map<String, ?> fields) {
        var spec = new TreeMap<String, Object>(fields);
        spec.put("serverRef", Map.of("name", server));
        return spec;
    }

    private static void open(String name, RunningDatabase server) {
        LAKOU.adminSecret(name + "-admin", server.admin());
        LAKOU.manifests().apply(Servers.open(name, server, "postgres"));
        TEAM.awaitServerReason(name, "Reconciled");
    }

    private static Map<String, String> url(RunningDatabase server) {
        var password =
                URLEncoder.encode(HOSTILE_PASSWORD, StandardCharsets.UTF_8).replace("+", "%20");
        var scheme = server instanceof PostgresCluster ? "postgresql" : "mysql";
        return Map.of("url", "%s://hostile:%s@%s:%d/".formatted(scheme, password, server.host(), server.port()));
    }

    private static String literal() {
        return "'" + HOSTILE_PASSWORD.replace("'", "''") + "'";
    }

    private static void run(RunningDatabase server, String database, String sql) throws SQLException {
        try (var connection = server.connect(server.admin(), database);
                var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private static List<String> inventory(String server) throws SQLException {
        return switch (server) {
            case "bad-postgres" -> read(postgres, "postgres", OF_POSTGRES);
            case "bad-mysql" -> read(TestEnvironment.shared().mySql(), "", OF_MYSQL);
            default -> read(TestEnvironment.shared().mariaDb("11.4"), "", OF_MYSQL);
        };
    }

    private static List<String> read(RunningDatabase server, String database, String sql) throws SQLException {
        try (var connection = server.connect(server.admin(), database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }
}
