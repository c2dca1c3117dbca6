package dev.lakou.bench;

import dev.lakou.bench.BenchmarkServer.Administrator;
import dev.lakou.endtoend.InstalledLakou;
import dev.lakou.environment.OperatorProcess;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Measures one service, many at once, rights taken away, rest, a restart, credentials rotated and services deleted.
 *
 * <p>Arguments: the number of services (200), the engine ({@code postgresql}, {@code mysql} or {@code mariadb}), and for
 * PostgreSQL the kind of its administrator ({@code superuser} or {@code createrole}). Prints a table, then the same as one
 * line of JSON.
 */
public final class ServiceBenchmark {
    private static final int SINGLES = 20;
    private static final int LIMIT_SAMPLES = 100;
    private static final int SOME = 100;
    private static final Duration REST = Duration.ofSeconds(60);

    private final InstalledLakou lakou;
    private final BenchmarkServer server;
    private final Services services;
    private final Services neighbour;
    private final List<Figures> figures = new ArrayList<>();
    private final Limits limit;

    /** Measures at once what the machine can do. */
    ServiceBenchmark(InstalledLakou lakou, BenchmarkServer server) throws SQLException {
        this.limit = Limits.measure(server, lakou, LIMIT_SAMPLES);
        this.figures.add(limit.figures());
        this.lakou = lakou;
        this.server = server;
        this.services = new Services(lakou.client(), "bench-" + server.name(), server.name());
        this.neighbour = new Services(lakou.client(), "bench-neighbour-" + server.name(), server.name());
    }

    @SuppressWarnings("SystemOut") // Its output is its purpose.
    public static void main(String[] arguments) throws SQLException, InterruptedException {
        OperatorProcess.runAsReleased();
        var many = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        var engine = arguments.length > 1 ? arguments[1] : "postgresql";
        var administrator = arguments.length > 2
                ? Administrator.valueOf(arguments[2].toUpperCase(Locale.ROOT))
                : Administrator.SUPERUSER;
        var lakou = InstalledLakou.shared();
        var benchmark = new ServiceBenchmark(lakou, BenchmarkServer.start(engine, administrator, lakou));
        benchmark.run(many, REST);
        var figures = benchmark.restart(many);
        System.out.println(Figures.table(figures));
        System.out.println(Figures.json(
                Map.of(
                        "engine", engine,
                        "administrator", administrator.toString(),
                        "server", benchmark.server.version(),
                        "java", Runtime.version().toString(),
                        "processors", Runtime.getRuntime().availableProcessors()),
                figures));
        System.exit(0);
    }

    /** @param rest how long to look on while nothing happens */
    List<Figures> run(int many, Duration rest) throws SQLException, InterruptedException {
        services.make(0, 1);
        measure("one after the other", SINGLES, () -> {
            for (var number = 1; number <= SINGLES; number++) {
                services.make(number, 1);
            }
        });
        measure(many + " at once", many, () -> {
            var amid = CompletableFuture.runAsync(() -> makeNeighbour(many / 2));
            services.make(SINGLES + 1, many);
            amid.join();
        });
        figures.add(new Figures(
                "one of another namespace amid",
                Map.of("p50 ms", neighbour.latencies().get(0))));
        measure("one right taken away", 1, () -> server.takeRightsAndAwaitThem(services.schemas(1, 1)));
        var some = Math.min(many, SOME);
        measure(some + " rights taken away", some, () -> server.takeRightsAndAwaitThem(services.schemas(1, some)));
        measure("rest, " + rest.toSeconds() + " s", 0, () -> Thread.sleep(rest.toMillis()));
        return List.copyOf(figures);
    }

    /** One in a namespace of its own, once so many of the others are Ready. */
    private void makeNeighbour(int others) {
        try {
            while (services.latencies().size() < others) {
                Thread.sleep(20);
            }
            neighbour.make(0, 1);
        } catch (InterruptedException e) {
            throw new IllegalStateException("The benchmark was interrupted.", e);
        }
    }

    /** After {@link #run}; ends the operator that was measured there. */
    private List<Figures> restart(int many) throws SQLException, InterruptedException {
        lakou.operator().stop();
        try (var restarted = lakou.replica("lakou-bench")) {
            measure("restart, until nothing happens", 0, restarted, () -> {
                services.awaitLookedAt(restarted, SINGLES + 1 + many);
                server.awaitQuiet();
            });
            measure("one more after it", 1, restarted, () -> services.make(SINGLES + 1 + many, 1));
            var some = Math.min(many, SOME);
            measure(some + " rotated", some, restarted, () -> services.rotate(SINGLES + 1, some));
            measure(many + " deleted", many, restarted, () -> services.delete(SINGLES + 1, many));
        }
        return List.copyOf(figures);
    }

    private void measure(String what, int count, Step step) throws SQLException, InterruptedException {
        measure(what, count, lakou.operator(), step);
    }

    private void measure(String what, int count, OperatorProcess operator, Step step)
            throws SQLException, InterruptedException {
        var before = Counters.read(operator.pid(), server, lakou);
        services.forget();
        step.run();
        var after = Counters.read(operator.pid(), server, lakou);
        figures.add(Figures.of(what, count, services.latencies(), before, after, limit));
    }

    private interface Step {
        void run() throws SQLException, InterruptedException;
    }
}
