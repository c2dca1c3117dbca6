package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people made by hand is refused, previewed or taken over, as the resource says; no row is lost. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
class AdoptionIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "adoption");
    private static final String PASSWORD = "made-by-hand";
    private static final Map<String, RunningDatabase> SERVERS = new HashMap<>();

    @BeforeAll
    static void servers() {
        SERVERS.put("postgres", TestEnvironment.shared().postgres(18));
        SERVERS.put("mysql", TestEnvironment.shared().mySql());
        SERVERS.put("mariadb", TestEnvironment.shared().mariaDb("11.4"));
        SERVERS.forEach((engine, server) -> {
            LAKOU.adminSecret("adoption-" + engine + "-admin", server.admin());
            LAKOU.manifests().apply(Servers.open("adoption-" + engine, server, "postgres"));
            TEAM.awaitServerReason("adoption-" + engine, "Reconciled");
        });
        LAKOU.manifests()
                .apply(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("adoption")
                        .withName("by-hand")
                        .endMetadata()
                        .withStringData(Map.of("password", PASSWORD, "wrong", "another"))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void refusesUnlessItIsAsked(String engine) throws SQLException {
        make(engine, "refused_" + engine);

        apply(engine, "refused", "");

        assertThat(TEAM.awaitReason("refused-" + engine, "NameConflict")).contains("spec.adoption");
        requireUntouched(engine, "refused_" + engine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void showsThePlanAndChangesNothing(String engine) throws SQLException {
        make(engine, "previewed_" + engine);

        apply(engine, "previewed", ", adoption: {policy: Preview, passwordSecretRef: {name: by-hand}}");

        assertThat(TEAM.awaitReason("previewed-" + engine, "AdoptionPreview"))
                .contains("take over schema \"previewed_%s\"".formatted(engine))
                .contains("take over role \"previewed_%s_user\"".formatted(engine));
        requireUntouched(engine, "previewed_" + engine);
        assertThat(LAKOU.client()
                        .secrets()
                        .inNamespace("adoption")
                        .withName("previewed-" + engine + "-database")
                        .get())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void goesOnWithThePasswordThatTheServiceHas(String engine) throws SQLException {
        make(engine, "kept_" + engine);

        apply(engine, "kept", ", adoption: {policy: TakeOver, passwordSecretRef: {name: by-hand}}");
        TEAM.awaitReason("kept-" + engine, "Reconciled");

        var keys = TEAM.keys("kept-" + engine);
        assertThat(keys.get("DB_PASSWORD")).isEqualTo(PASSWORD);
        requireAllRows(keys);
        try (var connection = keys.connect();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE bookings ADD arrived INT");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void setsAnotherPasswordWhereThatIsWanted(String engine) throws SQLException {
        make(engine, "reset_" + engine);

        apply(engine, "reset", ", adoption: {policy: TakeOver, password: Reset}");
        TEAM.awaitReason("reset-" + engine, "Reconciled");

        requireAllRows(TEAM.keys("reset-" + engine));
        assertThatThrownBy(() -> requireUntouched(engine, "reset_" + engine)).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void doesNotBeginWithAPasswordThatIsWrong(String engine) throws SQLException {
        make(engine, "wrong_" + engine);

        apply(engine, "wrong", ", adoption: {policy: TakeOver, passwordSecretRef: {name: by-hand, key: wrong}}");

        assertThat(TEAM.awaitReason("wrong-" + engine, "AdoptionRefused")).contains("Reset");
        requireUntouched(engine, "wrong_" + engine);
        apply(engine, "wrong", ", adoption: {policy: TakeOver, passwordSecretRef: {name: by-hand}}");
        TEAM.awaitReason("wrong-" + engine, "Reconciled");
    }

    private static void apply(String engine, String name, String more) {
        TEAM.apply(name + "-" + engine, "serverRef: {name: adoption-%s}%s".formatted(engine, more));
    }

    /** As the services of En Garde came to be. */
    private static void make(String engine, String schema) throws SQLException {
        var user = schema + "_user";
        if (engine.equals("postgres")) {
            sql(
                    engine,
                    "CREATE SCHEMA " + schema,
                    "CREATE USER %s PASSWORD '%s'".formatted(user, PASSWORD),
                    "ALTER USER %s SET search_path TO %s".formatted(user, schema),
                    "GRANT CONNECT ON DATABASE postgres TO " + user,
                    "GRANT USAGE ON SCHEMA %s TO %s".formatted(schema, user));
        } else {
            sql(
                    engine,
                    "CREATE DATABASE " + schema,
                    "CREATE USER %s IDENTIFIED BY '%s'".formatted(user, PASSWORD),
                    "GRANT ALL ON %s.* TO %s".formatted(schema, user));
        }
        sql(
                engine,
                "CREATE TABLE %s.bookings (id INT PRIMARY KEY)".formatted(schema),
                "INSERT INTO %s.bookings VALUES (1), (2), (3)".formatted(schema));
        if (engine.equals("postgres")) {
            sql(engine, "GRANT ALL ON ALL TABLES IN SCHEMA %s TO %s".formatted(schema, user));
        }
    }

    private static void requireUntouched(String engine, String schema) throws SQLException {
        var server = requireNonNull(SERVERS.get(engine));
        var database = engine.equals("postgres") ? "postgres" : schema;
        try (var connection = server.connect(new Login(schema + "_user", PASSWORD), database);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM %s.bookings".formatted(schema))) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(3);
        }
    }

    private static void requireAllRows(SecretKeys keys) throws SQLException {
        try (var connection = keys.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM bookings")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(3);
        }
    }

    private static void sql(String engine, String... statements) throws SQLException {
        var server = requireNonNull(SERVERS.get(engine));
        try (var connection = server.connect(server.admin(), engine.equals("postgres") ? "postgres" : "");
                var statement = connection.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        }
    }
}
