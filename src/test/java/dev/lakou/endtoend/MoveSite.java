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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL servers between which services move, and the operators that move them, one after the other. */
final class MoveSite implements AutoCloseable {
    private static final String NAMESPACE = "marketing";

    /** Of moves that are over, besides what is set aside. */
    static final String LEFTOVERS =
            """
            SELECT 'slot ' || slot_name FROM pg_replication_slots UNION ALL SELECT 'publication ' || pubname FROM pg_publication
            UNION ALL SELECT 'subscription ' || subname FROM pg_subscription
            UNION ALL SELECT 'role ' || rolname FROM pg_roles WHERE rolname LIKE 'lakou\\_move\\_%'
            """;

    /** Many moves are under way together. */
    private static final PostgresOptions OPTIONS = PostgresOptions.standard()
            .with("wal_level", "logical")
            .with("max_replication_slots", "100")
            .with("max_wal_senders", "100")
            .with("max_worker_processes", "100")
            .with("max_logical_replication_workers", "80");

    /** Whose writes are held waits for as long. */
    private static final List<String> PATIENT = Stream.concat(
                    OperatorProcess.SHORT_LIVED.stream(), Stream.of("-Dkubernetes.request.timeout=300000"))
            .toList();

    private final WriteGate gate;
    private final ControlPlane controlPlane = ControlPlane.start();
    private final InstalledLakou lakou = InstalledLakou.withoutProcess(controlPlane);
    private final Team team = new Team(lakou, NAMESPACE);
    private final Map<String, PostgresCluster> servers;
    private Optional<Operator> operator = Optional.empty();

    /** @param gate sees every write of the operators to the API server */
    MoveSite(WriteGate gate) {
        this.gate = gate;
        servers = Map.of(
                "shared", PostgresCluster.start(18, OPTIONS),
                "own", PostgresCluster.start(18, OPTIONS.with("max_active_replication_origins", "100")),
                "old", PostgresCluster.start(15, OPTIONS));
        startOperator();
        servers.forEach(this::serve);
        serve("leaving-shared", server("shared"));
        serve("leaving-own", server("own"));
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
        serve(name, server, "from: All");
    }

    /** @param namespaces those that it lets in */
    void serve(String name, RunningDatabase server, String namespaces) {
        lakou.adminSecret(name + "-admin", server.admin());
        team.applyServer(
                name, Servers.fields(name, server).replace("from: All", namespaces) + ", tls: {mode: Disable}");
    }

    Team team() {
        return team;
    }

    PostgresCluster server(String name) {
        return Optional.ofNullable(servers.get(name.replace("leaving-", ""))).orElseThrow();
    }

    /** Has a service there, with a table of rows. */
    void served(String name, String server) throws SQLException {
        team.apply(name, "serverRef: {name: %s}".formatted(server));
        team.awaitReason(name, "Reconciled");
        team.keys(name).run("CREATE TABLE written (number BIGINT PRIMARY KEY)");
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

    void awaitGone(String move) {
        await().untilAsserted(() -> assertThat(resource(move).get()).as(move).isNull());
    }

    Resource<SchemaMove> resource(String move) {
        return lakou.client().resources(SchemaMove.class).inNamespace(NAMESPACE).withName(move);
    }

    InstalledLakou lakou() {
        return lakou;
    }

    /** The number that a query finds as the administrator of a server. */
    long count(String server, String sql) throws SQLException {
        return Long.parseLong(texts(server, sql).get(0));
    }

    /** What a query finds as the administrator of a server. */
    List<String> texts(String server, String sql) throws SQLException {
        var running = server(server);
        try (var connection = running.connect(running.admin(), "postgres");
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }

    /** Somebody who looks at a table until it is closed, so that nobody changes what the table is. */
    Connection reader(String server, String table) throws SQLException {
        var running = server(server);
        var connection = running.connect(running.admin(), "postgres");
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN ACCESS SHARE MODE");
        }
        return connection;
    }

    /** Runs a statement as the administrator of a server. */
    void run(String server, String sql) throws SQLException {
        var running = server(server);
        try (var connection = running.connect(running.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void startOperator() {
        var api = ApiProxy.start(controlPlane, gate);
        api.entrance().open();
        var kubeconfig = controlPlane.kubeconfigOf(InstalledLakou.NAMESPACE, "lakou", api.url());
        var process = OperatorProcess.launch(kubeconfig, Map.of("LAKOU_MOVE_PG_DUMP", PgDump.program()), PATIENT);
        operator = Optional.of(new Operator(process, api));
        process.awaitReady();
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
