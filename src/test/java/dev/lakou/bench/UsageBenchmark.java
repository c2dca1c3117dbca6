package dev.lakou.bench;

import dev.lakou.cli.cluster.Servers;
import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.SessionLimits;
import dev.lakou.database.SharedServer;
import dev.lakou.database.Tls;
import dev.lakou.database.TlsMode;
import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.OperatorProcess;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.kubernetes.metrics.ScrapeCost;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Measures what it costs to read what services use, to look at their sessions, and to tell it to Prometheus; with services
 * that are made by hand and rest.
 *
 * <p>Arguments: the engine ({@code postgresql}, {@code mysql} or {@code mariadb}), then numbers of services (6, 1000, 10000).
 */
public final class UsageBenchmark implements AutoCloseable {
    private static final int ROUNDS = 20;
    private static final int CONNECTIONS = 2;

    private static final SessionLimits LIMITS = new SessionLimits(
            Optional.of(Duration.ofMinutes(10)),
            Optional.of(Duration.ofHours(2)),
            OptionalLong.of(5000),
            Optional.of(Duration.ofMinutes(1)));

    private final RunningDatabase running;
    private final SharedServer server;
    private final SettledServices services;
    private final String program;

    UsageBenchmark(String engine) throws SQLException {
        this.running = start(engine);
        this.server = Servers.open(configuration(engine, running));
        this.services = new SettledServices(running, engine);
        this.program = engine.equals("postgresql") ? "postgres" : engine.equals("mysql") ? "mysqld" : "mariadbd";
        server.bootstrap();
    }

    @SuppressWarnings("SystemOut") // Its output is its purpose.
    public static void main(String[] arguments) throws SQLException {
        OperatorProcess.runAsReleased();
        var benchmark = new UsageBenchmark(arguments.length > 0 ? arguments[0] : "postgresql");
        var counts = arguments.length > 1
                ? Stream.of(arguments).skip(1).map(Integer::valueOf).toList()
                : List.of(6, 1000, 10_000);
        System.out.println(Figures.table(benchmark.run(counts)));
        System.exit(0);
    }

    List<Figures> run(List<Integer> counts) throws SQLException {
        var figures = new ArrayList<Figures>();
        for (var count : counts) {
            services.growTo(count);
            figures.add(measure(count));
        }
        return figures;
    }

    @Override
    public void close() {
        server.close();
        running.close();
    }

    private Figures measure(int count) {
        var values = new LinkedHashMap<String, Object>();
        var usage = server.usage();
        add(values, "reading", server::usage);
        add(values, "watchdog", () -> server.watch(LIMITS));
        values.put("kept KiB", keptBytes() / 1024);
        var scrape = ScrapeCost.of(usage);
        values.put("scrape KiB", scrape.bytes() / 1024);
        values.put("scrape cpu", rounded(scrape.milliseconds()));
        values.put("told", usage.tenants().size());
        values.put("failed", usage.failed());
        return new Figures(count + " services, in ms", values);
    }

    /** How long it takes, and the processor time that it takes the server and this process. */
    private void add(LinkedHashMap<String, Object> values, String what, Runnable work) {
        work.run();
        var threads = ManagementFactory.getThreadMXBean();
        var database = Counters.cpuOf(program);
        var own = threads.getCurrentThreadCpuTime();
        var begin = System.nanoTime();
        for (var round = 0; round < ROUNDS; round++) {
            work.run();
        }
        values.put(what, rounded((System.nanoTime() - begin) / 1e6 / ROUNDS));
        values.put(what + " db", rounded((Counters.cpuOf(program) - database) * 1000 / ROUNDS));
        values.put(what + " own", rounded((threads.getCurrentThreadCpuTime() - own) / 1e6 / ROUNDS));
    }

    /** What a reading takes in memory until the next one comes. */
    private long keptBytes() {
        var before = used();
        var usage = server.usage();
        var kept = used() - before;
        Reference.reachabilityFence(usage);
        return Math.max(0, kept);
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static RunningDatabase start(String engine) {
        return switch (engine) {
            case "postgresql" ->
                PostgresCluster.start(
                        18, PostgresOptions.standard().with("shared_preload_libraries", "pg_stat_statements"));
            case "mysql" -> MySqlServer.start();
            case "mariadb" -> MariaDbServer.start("11.4");
            default ->
                throw new IllegalArgumentException("No engine " + engine + "; say postgresql, mysql or mariadb.");
        };
    }

    private static ServerConfiguration configuration(String engine, RunningDatabase running) {
        var isPostgres = engine.equals("postgresql");
        return new ServerConfiguration(
                isPostgres ? Engine.POSTGRESQL : Engine.MYSQL,
                running.host(),
                running.port(),
                isPostgres ? Optional.of(new Identifier("postgres")) : Optional.empty(),
                running.admin().user(),
                new Password(running.admin().password()),
                Tls.of(TlsMode.PREFER),
                CONNECTIONS,
                Optional.empty());
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
