package dev.lakou.environment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code pg_dump} of PostgreSQL 18 as the image has it: with its own loader, because the machine's C library may be older. */
public final class PgDump {

    private PgDump() {}

    /** A program to call by its path. */
    public static String program() {
        return folder().resolve("pg_dump").toString();
    }

    /** What the image takes in. */
    public static Path folder() {
        return UserCache.findOrMake("pg-dump-18-sid", folder -> {
            Progress.say("Debian: downloading pg_dump, once for this user");
            Command.run(
                    "pg-dump",
                    "run this on Debian with apt-get, readelf and a reachable mirror",
                    List.of("sh", "src/main/image/pg-dump.sh", folder.toString(), "amd64"),
                    Map.of("DEBIAN", DebianMirror.found().uri()));
        });
    }
}
