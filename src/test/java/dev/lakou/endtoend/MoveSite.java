package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.environment.ControlPlane;
import dev.lakou.environment.OperatorProcess;
import dev.lakou.environment.Patience;
import dev.lakou.environment.PgDump;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.faults.ApiProxy;
import dev.lakou.faults.WriteGate;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Two PostgreSQL servers between which services move, and the operators that move them, one after the other. */
final class MoveSite implements AutoCloseable {
    private static final String NAMESPACE = "marketing";

    private final WriteGate gate;
    private final ControlPlane controlPlane = ControlPlane.start();
    private final InstalledLakou lakou = InstalledLakou.withoutProcess(controlPlane);
    private final Team team = new Team(lakou, NAMESPACE);
    private final Map<String, PostgresCluster> servers;
    private Optional<Operator> operator = Optional.empty();

    /** @param gate sees every write of the operators to the API server */
    MoveSite(WriteGate gate) {
        this.gate = gate;
        var options = PostgresOptions.standard().with("wal_level", "logical");
        servers = Map.of(
                "shared", PostgresCluster.start(18, options),
                "own", PostgresCluster.start(18, options));
        startOperator();
        servers.forEach(this::serve);
        servers.keySet().forEach(name -> team.awaitServerReason(name, "Reconciled"));
    }

    /** As one that was restored from yesterday's backup: all of a server, as it is now. */
    PostgresCluster copyOf(String name, String copy) throws IOException, SQLException {
        var running = server(name).replica();
        try (var connection = running.connect(running.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_promote()");
        }
        serve(copy, running);
        return running;
    }

    void serve(String name, RunningDatabase server) {
        lakou.adminSecret(name + "-admin", server.admin());
        team.applyServer(name, Servers.fields(name, server) + ", tls: {mode: Disable}");
    }

    Team team() {
        return team;
    }

    PostgresCluster server(String name) {
        return Optional.ofNullable(servers.get(name)).orElseThrow();
    }

    void move(String name, String spec) {
        team.applyMove(name, spec);
    }

    SchemaMoveStatus status(String move) {
        return Optional.ofNullable(resource(move).require().getStatus()).orElseThrow();
    }

    void awaitPhase(String move, Phase phase) {
        await().atMost(Patience.LIMIT)
                .untilAsserted(() -> assertThat(status(move).phase())
                        .as(() -> status(move).toString())
                        .isEqualTo(phase));
    }

    Resource<SchemaMove> resource(String move) {
        return lakou.client().resources(SchemaMove.class).inNamespace(NAMESPACE).withName(move);
    }

    InstalledLakou lakou() {
        return lakou;
    }

    /** The number that a query finds as the administrator of a server. */
    long count(String server, String sql) throws SQLException {
        var running = server(server);
        try (var connection = running.connect(running.admin(), "postgres");
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    void startOperator() {
        var api = ApiProxy.start(controlPlane, gate);
        api.entrance().open();
        var kubeconfig = controlPlane.kubeconfigOf(InstalledLakou.NAMESPACE, "lakou", api.url());
        operator = Optional.of(
                new Operator(OperatorProcess.start(kubeconfig, Map.of("LAKOU_MOVE_PG_DUMP", PgDump.program())), api));
    }

    void killOperator() {
        operator.ifPresent(Operator::kill);
        operator = Optional.empty();
    }

    @Override
    public void close() {
        killOperator();
        servers.values().forEach(PostgresCluster::close);
        controlPlane.close();
    }

    private record Operator(OperatorProcess process, ApiProxy api) {
        void kill() {
            process.kill();
            api.close();
        }
    }
}
