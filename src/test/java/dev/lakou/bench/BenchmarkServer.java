package dev.lakou.bench;

import dev.lakou.endtoend.InstalledLakou;
import dev.lakou.environment.Login;
import dev.lakou.environment.RunningDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A database server that a benchmark has for itself. */
abstract class BenchmarkServer {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** What the looks for drift, and the question itself, may come to in that time. */
    private static final int FEW = 10;

    private final RunningDatabase running;
    private final String name;

    BenchmarkServer(RunningDatabase running, String name) {
        this.running = running;
        this.name = name;
    }

    /** How the administrator of a PostgreSQL server is made. */
    enum Administrator {
        SUPERUSER,
        CREATEROLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Starts a server and has Lakou look after it. */
    static BenchmarkServer start(String engine, Administrator administrator, InstalledLakou lakou) throws SQLException {
        return engine.equals("postgresql")
                ? PostgresBenchmarkServer.start(administrator, lakou)
                : MySqlBenchmarkServer.start(engine, lakou);
    }

    /** Of its DatabaseServer. */
    String name() {
        return name;
    }

    Connection connect() throws SQLException {
        return running.connect(running.admin(), database());
    }

    String version() throws SQLException {
        try (var connection = connect()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /** Takes a right from each of these services, and waits until all have it again. */
    void takeRightsAndAwaitThem(List<String> schemas) throws SQLException, InterruptedException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var schema : schemas) {
                statement.execute(takeRight(schema));
            }
            var until = System.nanoTime() + PATIENCE.toNanos();
            for (var schema : schemas) {
                while (!isTrue(connection, hasRight(schema))) {
                    if (System.nanoTime() > until) {
                        throw new IllegalStateException("The right on %s was not given back.".formatted(schema));
                    }
                    Thread.sleep(20);
                }
            }
        }
    }

    /** Waits until next to nothing is asked of the server. */
    void awaitQuiet() throws SQLException, InterruptedException {
        var before = transactions();
        for (var round = 0; round < PATIENCE.dividedBy(QUIET); round++) {
            Thread.sleep(QUIET.toMillis());
            var now = transactions();
            if (now - before <= FEW) {
                return;
            }
            before = now;
        }
        throw new IllegalStateException("The server has no rest.");
    }

    private static boolean isTrue(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** A part of the command line of its processes. */
    abstract String program();

    abstract String database();

    /** Those that were made so far; PostgreSQL's sessions tell of theirs up to a second later. */
    abstract long transactions() throws SQLException;

    abstract long logins() throws SQLException;

    abstract String takeRight(String schema);

    abstract String hasRight(String schema);

    /** Makes so many services by hand, each in as few messages as the server takes. */
    abstract void makeRaw(int count) throws SQLException;

    /** Logs in as those, one after the other. */
    abstract void logInRaw(int count) throws SQLException;

    /** One number that the server counts. */
    long count(String question) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    void logIn(String user, String password, String database) throws SQLException {
        running.connect(new Login(user, password), database).close();
    }
}
