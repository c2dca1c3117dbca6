package dev.lakou.environment;

import java.nio.file.Path;
import java.util.List;

/** MySQL as Debian's unstable suite has it, with the libraries it needs. */
final class MySqlPackages {

    private MySqlPackages() {}

    static Path unpacked() {
        return DebianPackages.unpacked("mysql-server-core");
    }

    /** The beginning of mysqld's command line: its own loader, because the machine's C library may be older. */
    static List<String> mysqld(Path folder) {
        var libraries = folder.resolve("usr/lib/x86_64-linux-gnu");
        return List.of(
                libraries.resolve("ld-linux-x86-64.so.2").toString(),
                "--library-path",
                libraries.toString(),
                folder.resolve("usr/sbin/mysqld").toString(),
                "--no-defaults",
                "--lc-messages-dir=" + folder.resolve("usr/share/mysql"),
                "--character-sets-dir=" + folder.resolve("usr/share/mysql/charsets"),
                "--plugin-dir=" + folder.resolve("usr/lib/mysql/plugin"),
                "--secure-file-priv=NULL");
    }
}
