package dev.lakou.database.mysql;

import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.RunningDatabase;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Measures how long clients cannot write while a database of so many megabytes is copied between two MySQL servers, and
 * between two MariaDB servers: {@code MySqlMoveBenchmark 100}.
 */
final class MySqlMoveBenchmark {
    private static final int ROW = 1_000;
    private static final int TABLES = 4;

    private MySqlMoveBenchmark() {}

    public static void main(String[] megabytes) throws Exception {
        for (var size : megabytes) {
            measure("MySQL", MySqlServer::start, Integer.parseInt(size));
            measure("MariaDB 11.4", () -> MariaDbServer.start("11.4"), Integer.parseInt(size));
        }
        System.exit(0);
    }

    private static void measure(String product, Supplier<? extends RunningDatabase> start, int megabytes)
            throws Exception {
        try (var source = new SpecialServer(start.get());
                var target = new SpecialServer(start.get());
                var moving = new MovingService(source, target, "measured")) {
            fill(moving, megabytes);
            moving.prepareTarget();
            var review = moving.transfer.review();
            var writers = moving.writers();
            moving.transfer.copyStructure();
            var begin = System.nanoTime();
            moving.transfer.fence(MovingService.SOON);
            moving.transfer.copyData();
            var copied = System.nanoTime();
            moving.transfer.complete();
            var differences = moving.transfer.verify().differences();
            moving.openTarget();
            var over = System.nanoTime();
            writers.goTo(moving.there, target::connect);
            var same = writers.end().equals(moving.askTarget("SELECT group_concat(id ORDER BY id) FROM written"));
            System.err.printf(
                    "[bench] %s, %d MB: foretold %d ms; fenced and copied in %d ms, fence to open %d ms; longest gap of a client %d ms; differences %s; nothing lost or double: %s%n",
                    product,
                    megabytes,
                    review.gap().toMillis(),
                    TimeUnit.NANOSECONDS.toMillis(copied - begin),
                    TimeUnit.NANOSECONDS.toMillis(over - begin),
                    writers.longestGap().toMillis(),
                    differences,
                    same);
        }
    }

    private static void fill(MovingService moving, int megabytes) throws Exception {
        moving.executeAtSource("CREATE TABLE written (id BIGINT PRIMARY KEY, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)");
        var rows = megabytes * 1_000_000L / ROW / TABLES;
        for (var table = 0; table < TABLES; table++) {
            moving.executeAtSource(
                    "CREATE TABLE big_%d (id BIGINT AUTO_INCREMENT PRIMARY KEY, word TEXT)".formatted(table),
                    "INSERT INTO big_%d (word) VALUES (repeat(sha2(rand(), 256), 15))".formatted(table));
            for (var there = 1L; there < rows; there *= 2) {
                moving.executeAtSource(
                        "INSERT INTO big_%1$d (word) SELECT repeat(sha2(rand(), 256), 15) FROM big_%1$d LIMIT %2$d"
                                .formatted(table, Math.min(there, rows - there)));
            }
        }
    }
}
