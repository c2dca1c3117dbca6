package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.DatabaseServer;
import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.RunningDatabase;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A standby answers where the primary was: Lakou says so, changes nothing, and goes on once the primary is back. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18})
class StandbyIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "standby");

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void saysThatAStandbyOfPostgresAnswers() throws IOException {
        try (var server = PostgresCluster.start(18, PostgresOptions.standard())) {
            var declared = declare("standby-postgresql", server, ", database: postgres");
            server.close();
            server.startAsStandby();

            TEAM.apply("on-postgresql", "serverRef: {name: standby-postgresql}");
            assertThat(TEAM.awaitReason("on-postgresql", "ServerReadOnly")).contains("read-only standby");
            TEAM.applyServer("standby-postgresql", declared + ", resyncInterval: 2s");
            assertThat(TEAM.awaitServerReason("standby-postgresql", "ServerReadOnly"))
                    .contains("25006")
                    .contains("spec.host");

            server.promoteAtNextStart();
            server.close();
            server.startAgain();
            TEAM.awaitReason("on-postgresql", "Reconciled");
            leave("postgresql");
        }
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @CsvSource({"mysql, super_read_only", "mysql, read_only", "mariadb, read_only"})
    void saysThatAReplicaAnswers(String engine, String setting) throws SQLException {
        try (var server = engine.equals("mysql") ? MySqlServer.start() : MariaDbServer.start("11.4")) {
            var name = engine + "-" + setting.replace('_', '-');
            var declared = declare("standby-" + name, server, "");
            execute(server, "SET GLOBAL %s = ON".formatted(setting));

            TEAM.apply("on-" + name, "serverRef: {name: standby-%s}".formatted(name));
            assertThat(TEAM.awaitReason("on-" + name, "ServerReadOnly")).contains("as a replica is");
            TEAM.applyServer("standby-" + name, declared + ", resyncInterval: 2s");
            assertThat(TEAM.awaitServerReason("standby-" + name, "ServerReadOnly"))
                    .contains("1290");

            execute(server, "SET GLOBAL read_only = OFF");
            TEAM.awaitReason("on-" + name, "Reconciled");
            leave(name);
        }
    }

    private static String declare(String name, RunningDatabase server, String more) {
        LAKOU.adminSecret(name + "-admin", server.admin());
        var spec =
                "engine: %s, host: 127.0.0.1, port: %d, adminSecretRef: {name: %s-admin}, allowedNamespaces: {from: All}%s"
                        .formatted(
                                server instanceof PostgresCluster ? "PostgreSQL" : "MySQL", server.port(), name, more);
        TEAM.applyServer(name, spec);
        TEAM.awaitServerReason(name, "Reconciled");
        return spec;
    }

    private static void execute(RunningDatabase server, String sql) throws SQLException {
        try (var connection = server.connect(server.admin(), "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void leave(String name) {
        TEAM.delete("on-" + name);
        LAKOU.client()
                .resources(DatabaseServer.class)
                .withName("standby-" + name)
                .delete();
    }
}
