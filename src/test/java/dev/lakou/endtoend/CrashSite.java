package dev.lakou.endtoend;

import dev.lakou.endtoend.CrashServer.Engine;
import dev.lakou.environment.ControlPlane;
import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.OperatorProcess;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.faults.ApiProxy;
import dev.lakou.faults.FaultProxy;
import dev.lakou.faults.WriteGate;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A control plane and servers of each engine behind proxies, all of its own, and one operator after the other that works on them. */
final class CrashSite implements AutoCloseable {
    /** It waits at the door for as long as it is held. */
    private static final List<String> OPTIONS = Stream.concat(
                    OperatorProcess.SHORT_LIVED.stream(), Stream.of("-Dkubernetes.request.timeout=300000"))
            .toList();

    private final WriteGate gate;
    private final ControlPlane controlPlane = ControlPlane.start();
    private final InstalledLakou lakou = InstalledLakou.withoutProcess(controlPlane);
    private final String name;
    private final Team team;
    private final List<CrashServer> servers;
    private final Deque<Operator> operators = new ArrayDeque<>();

    /**
     * The gate sees every write of the operators that are started here.
     *
     * @param name of the namespace, and of the database that services share in PostgreSQL
     */
    CrashSite(String name, WriteGate gate) throws SQLException {
        this(name, gate, Map.of());
    }

    /** @param several engines of which there is more than one server, so that a round of kills can hit as many that hold their server's lock */
    CrashSite(String name, WriteGate gate, Map<Engine, Integer> several) throws SQLException {
        this.gate = gate;
        this.name = name;
        team = new Team(lakou, name);
        var started = new ArrayList<CrashServer>();
        for (var engine : Engine.values()) {
            started.add(server(engine.toString(), engine));
            for (var number = 2; number <= several.getOrDefault(engine, 1); number++) {
                started.add(server(engine + "-" + number, engine));
            }
        }
        servers = List.copyOf(started);
        warmUp();
    }

    String namespace() {
        return name;
    }

    Team team() {
        return team;
    }

    InstalledLakou lakou() {
        return lakou;
    }

    List<CrashServer> servers() {
        return servers;
    }

    List<CrashServer> servers(Engine engine) {
        return servers.stream().filter(server -> server.engine() == engine).toList();
    }

    ApiProxy api() {
        return operators.element().api;
    }

    /** Starts an operator that waits at the door of the API server, since a JVM takes seconds to start. */
    void warmUp() {
        var api = ApiProxy.start(controlPlane, gate);
        var kubeconfig = controlPlane.kubeconfigOf(InstalledLakou.NAMESPACE, "lakou", api.url());
        operators.add(new Operator(OperatorProcess.launch(kubeconfig, Map.of(), OPTIONS), api));
    }

    /** Lets the one that is warm in, or another one where it did not wait that long. */
    void startOperator() {
        if (!operators.element().process.isAlive()) {
            killOperator();
            warmUp();
        }
        api().entrance().open();
    }

    void killOperator() {
        operators.remove().kill();
    }

    @Override
    public void close() {
        operators.forEach(Operator::kill);
        for (var server : servers) {
            server.proxy().close();
            server.running().close();
        }
        controlPlane.close();
    }

    /** Services are told the server itself: only the operator's way to it leads through the proxy. */
    private CrashServer server(String server, Engine engine) throws SQLException {
        var running = started(engine);
        var postgres = engine == Engine.POSTGRES;
        var proxy = postgres ? FaultProxy.ofPostgres(running, gate) : FaultProxy.ofMySql(running, gate);
        lakou.adminSecret(server + "-admin", running.admin());
        team.applyServer(
                server,
                """
                engine: %s, host: 127.0.0.1, port: %d, adminSecretRef: {name: %s-admin}, tls: {mode: Disable},
                endpoint: {host: 127.0.0.1, port: %d}, allowedNamespaces: {from: All}, maxConnections: 32,
                adoption: [{namespaces: ["*"], schemas: ["*"], users: ["*"]}]%s
                """
                        .formatted(
                                postgres ? "PostgreSQL" : "MySQL",
                                proxy.port(),
                                server,
                                running.port(),
                                postgres ? ", database: " + name : ""));
        return new CrashServer(server, engine, running, name, proxy);
    }

    private RunningDatabase started(Engine engine) throws SQLException {
        return switch (engine) {
            case POSTGRES -> {
                var cluster = PostgresCluster.start(18, PostgresOptions.standard());
                try (var connection = cluster.connect(cluster.admin(), "postgres");
                        var statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + name);
                }
                yield cluster;
            }
            case MYSQL -> MySqlServer.start();
            case MARIADB -> MariaDbServer.start("11.4");
        };
    }

    /** A process and its way to the API server, which ends with it. */
    private record Operator(OperatorProcess process, ApiProxy api) {
        void kill() {
            process.kill();
            api.close();
        }
    }
}
