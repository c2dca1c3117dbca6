package dev.lakou.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** {@code pg_dump} of PostgreSQL 18, as Debian's unstable suite has it, with the libraries it needs. */
public final class PgDump {

    private PgDump() {}

    /** A program to call by its path: the real one with its own loader, because the machine's C library may be older. */
    public static String program() {
        var root = DebianPackages.unpacked("postgresql-client-18");
        var libraries = root.resolve("usr/lib/x86_64-linux-gnu");
        var script = "#!/bin/sh%nexec '%s' --library-path '%s' '%s' \"$@\"%n"
                .formatted(
                        libraries.resolve("ld-linux-x86-64.so.2"),
                        libraries,
                        root.resolve("usr/lib/postgresql/18/bin/pg_dump"));
        return written(script).toString();
    }

    private static Path written(String script) {
        try {
            var file = Watchdog.shared().temporaryFolder("pg-dump").resolve("pg_dump");
            Files.writeString(file, script);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
