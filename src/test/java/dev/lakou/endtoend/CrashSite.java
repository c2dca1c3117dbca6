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
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A control plane and three database servers behind proxies, all of its own, and one operator after the other that works on them. */
final class CrashSite implements AutoCloseable {
    /** It is started often, runs for seconds only, and waits at the door for as long as it is held. */
    private static final List<String> OPTIONS = List.of(
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Dkubernetes.request.timeout=300000");

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
        this.gate = gate;
        this.name = name;
        team = new Team(lakou, name);
        var postgres = PostgresCluster.start(18, PostgresOptions.standard());
        var mysql = MySqlServer.start();
        var mariadb = MariaDbServer.start("11.4");
        try (var connection = postgres.connect(postgres.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        servers = List.of(
                server(Engine.POSTGRES, postgres, FaultProxy.ofPostgres(postgres, gate)),
                server(Engine.MYSQL, mysql, FaultProxy.ofMySql(mysql, gate)),
                server(Engine.MARIADB, mariadb, FaultProxy.ofMySql(mariadb, gate)));
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
    private CrashServer server(Engine engine, RunningDatabase running, FaultProxy proxy) {
        lakou.adminSecret(engine + "-admin", running.admin());
        var postgres = engine == Engine.POSTGRES;
        team.applyServer(
                engine.toString(),
                """
                engine: %s, host: 127.0.0.1, port: %d, adminSecretRef: {name: %s-admin}, tls: {mode: Disable},
                endpoint: {host: 127.0.0.1, port: %d}, allowedNamespaces: {from: All}, maxConnections: 32,
                adoption: [{namespaces: ["*"], schemas: ["*"], users: ["*"]}]%s
                """
                        .formatted(
                                postgres ? "PostgreSQL" : "MySQL",
                                proxy.port(),
                                engine,
                                running.port(),
                                postgres ? ", database: " + name : ""));
        return new CrashServer(engine, running, name, proxy);
    }

    /** A process and its way to the API server, which ends with it. */
    private record Operator(OperatorProcess process, ApiProxy api) {
        void kill() {
            process.kill();
            api.close();
        }
    }
}
