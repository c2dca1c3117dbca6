package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.DatabaseServer;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.Condition;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The administrator's password changes in the database and in the admin Secret, in either order. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL})
class AdminCredentialIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "credential");

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql"})
    void goesOnWhenTheSecretChangesFirst(String engine) throws SQLException {
        var name = "secret-first-" + engine;
        begin(engine, name);

        secret(name, "second");
        await().until(() -> current(name).isPresent());
        assertThat(current(name).orElseThrow().getReason()).isEqualTo("AuthenticationFailed");
        change(name, 3);

        password(engine, name, "second");
        await().until(() -> current(name).isEmpty());
        change(name, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql"})
    void goesOnWhenTheDatabaseChangesFirst(String engine) throws SQLException {
        var name = "database-first-" + engine;
        begin(engine, name);

        password(engine, name, "second");
        secret(name, "second");

        change(name, 3);
        TEAM.awaitServerReason(name, "Reconciled");
    }

    private static void begin(String engine, String name) throws SQLException {
        var user = user(name);
        if (engine.equals("postgres")) {
            sql(engine, "CREATE ROLE %s LOGIN SUPERUSER PASSWORD 'first'".formatted(user));
        } else {
            sql(engine, "CREATE USER %s IDENTIFIED BY 'first'".formatted(user));
            sql(engine, "GRANT ALL ON *.* TO %s WITH GRANT OPTION".formatted(user));
        }
        secret(name, "first");
        LAKOU.manifests().apply(Servers.open(name, server(engine), "postgres"));
        TEAM.apply(name, "serverRef: {name: %s}, connectionLimit: 2".formatted(name));
        TEAM.awaitReason(name, "Reconciled");
    }

    private static void change(String name, int connections) {
        TEAM.apply(name, "serverRef: {name: %s}, connectionLimit: %d".formatted(name, connections));
        TEAM.awaitReason(name, "Reconciled");
    }

    private static void secret(String name, String password) {
        LAKOU.adminSecret(name + "-admin", new Login(user(name), password));
    }

    private static void password(String engine, String name, String password) throws SQLException {
        var user = user(name);
        sql(
                engine,
                engine.equals("postgres")
                        ? "ALTER ROLE %s PASSWORD '%s'".formatted(user, password)
                        : "ALTER USER %s IDENTIFIED BY '%s'".formatted(user, password));
    }

    private static Optional<Condition> current(String name) {
        var server =
                LAKOU.client().resources(DatabaseServer.class).withName(name).require();
        return server.getStatus().conditions().stream()
                .filter(condition -> condition.getType().equals("Current"))
                .findFirst();
    }

    private static String user(String name) {
        return name.replace('-', '_') + "_op";
    }

    private static RunningDatabase server(String engine) {
        var all = TestEnvironment.shared();
        return engine.equals("postgres") ? all.postgres(18) : all.mySql();
    }

    private static void sql(String engine, String text) throws SQLException {
        var server = server(engine);
        try (var connection = server.connect(server.admin(), engine.equals("postgres") ? "postgres" : "");
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
