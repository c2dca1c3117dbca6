package dev.lakou.database.postgresql;

import dev.lakou.database.move.MoveMethod;
import dev.lakou.environment.DebianPackages;
import dev.lakou.environment.PgDump;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long clients cannot write while a schema of so many megabytes moves, and how long by hand:
 * {@code MoveBenchmark 100 2000}.
 */
final class MoveBenchmark {
    private static final int ROW = 1_000;
    private static final int TABLES = 4;

    private MoveBenchmark() {}

    public static void main(String[] megabytes) throws Exception {
        for (var size : megabytes) {
            measure(Integer.parseInt(size));
        }
        System.exit(0);
    }

    private static void measure(int megabytes) throws Exception {
        var source = PostgresUnderTest.logical(18, Administrator.GRANT_OPTION);
        var target = PostgresUnderTest.logical(18, Administrator.DATABASE_OWNER);
        try (var moving = new MovingService(source, target, "measured", MoveMethod.REPLICATE)) {
            fill(moving, megabytes);
            var byHand = copyByHand(moving);
            moving.prepareTarget();
            var writers = moving.writers();
            var begin = System.nanoTime();
            Following.begin(moving.transfer);
            Following.awaitComplete(moving.transfer);
            var copied = System.nanoTime();
            System.err.println("differences: " + moving.transfer.rehearse().differences());
            var rehearsed = System.nanoTime();
            Following.takeOver(moving.transfer);
            moving.openTarget();
            var over = System.nanoTime();
            writers.goTo(moving.there, moving.to::connect);
            var same =
                    writers.end().equals(moving.askTarget("SELECT string_agg(id::text, ',' ORDER BY id) FROM written"));
            System.err.printf(
                    "[bench] %d MB: copied in %d ms, compared in %d ms, fence to open %d ms; longest gap of a client %d ms, errors %d; nothing lost or double: %s; pg_dump | psql %d ms%n",
                    megabytes,
                    TimeUnit.NANOSECONDS.toMillis(copied - begin),
                    TimeUnit.NANOSECONDS.toMillis(rehearsed - copied),
                    TimeUnit.NANOSECONDS.toMillis(over - rehearsed),
                    writers.longestGap().toMillis(),
                    writers.errors(),
                    same,
                    byHand);
            moving.transfer.dismantle();
            moving.transfer.setAside();
            moving.transfer.dropAside();
        }
    }

    private static void fill(MovingService moving, int megabytes) throws Exception {
        moving.executeAtSource("CREATE TABLE written (id bigint PRIMARY KEY, at timestamptz DEFAULT now())");
        for (var table = 0; table < TABLES; table++) {
            moving.executeAtSource(
                    "CREATE TABLE big_%d (id bigint PRIMARY KEY, word text)".formatted(table),
                    "INSERT INTO big_%d SELECT i, repeat(md5(i::text), 29) FROM generate_series(1, %d) i"
                            .formatted(table, megabytes * 1_000_000L / ROW / TABLES));
        }
        moving.from.run("VACUUM ANALYZE");
    }

    /** What a person does while the service rests. */
    private static long copyByHand(MovingService moving) throws Exception {
        moving.to.run("DROP DATABASE IF EXISTS by_hand", "CREATE DATABASE by_hand");
        var begin = System.nanoTime();
        var script =
                "PGPASSWORD='%s' '%s' -h %s -p %d -U %s -d '%s' -n measured --no-owner --no-privileges | PGPASSWORD='%s' %s -q -h %s -p %d -U %s -d by_hand -v ON_ERROR_STOP=1 > /dev/null"
                        .formatted(
                                moving.from.cluster().admin().password(),
                                PgDump.program(),
                                moving.from.cluster().host(),
                                moving.from.cluster().port(),
                                moving.from.cluster().admin().user(),
                                moving.from.database(),
                                moving.to.cluster().admin().password(),
                                psql(),
                                moving.to.cluster().host(),
                                moving.to.cluster().port(),
                                moving.to.cluster().admin().user());
        var ended = new ProcessBuilder("sh", "-c", script).inheritIO().start().waitFor();
        var took = System.nanoTime() - begin;
        moving.to.run("DROP DATABASE by_hand");
        if (ended != 0) {
            throw new IllegalStateException("pg_dump | psql ended with " + ended);
        }
        return TimeUnit.NANOSECONDS.toMillis(took);
    }

    /** With its own loader, because the machine's C library may be older. */
    private static String psql() {
        var root = DebianPackages.unpacked("postgresql-client-18");
        var libraries = root.resolve("usr/lib/x86_64-linux-gnu");
        return "'%s' --library-path '%s' '%s'"
                .formatted(
                        libraries.resolve("ld-linux-x86-64.so.2"),
                        libraries,
                        root.resolve("usr/lib/postgresql/18/bin/psql"));
    }
}
