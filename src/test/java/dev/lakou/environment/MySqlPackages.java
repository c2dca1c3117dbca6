package dev.lakou.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** MySQL from Debian's unstable suite, unpacked into a folder with the libraries it needs; nothing is installed. */
final class MySqlPackages {

    private static final String SUITE = "sid";
    private static final String PACKAGE = "mysql-server-core";
    private static final String REMEDY = "run this on Debian with apt-get and a reachable mirror";

    private static final String UNPACK = "for package in \"$1\"/*.deb; do dpkg -x \"$package\" \"$2\" || exit; done";

    private static final String CONFIGURATION =
            """
            Dir "%1$s";
            Dir::State::status "%1$s/status";
            Dir::Etc "%1$s/etc";
            Acquire::Check-Valid-Until "false";
            Acquire::Languages "none";
            APT::Install-Recommends "false";
            APT::Sandbox::User "";
            """;

    private MySqlPackages() {}

    static Path unpacked() {
        return UserCache.findOrMake("%s-%s".formatted(PACKAGE, SUITE), MySqlPackages::fill);
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

    private static void fill(Path folder) throws IOException {
        Progress.say("MySQL: downloading %s of Debian %s, once for this user".formatted(PACKAGE, SUITE));
        var apt = Watchdog.shared().temporaryFolder("apt");
        var environment = Map.of("APT_CONFIG", configured(apt).toString());
        Command.run("apt-update", REMEDY, List.of("apt-get", "-q", "update"), environment);
        Command.run(
                "apt-download", REMEDY, List.of("apt-get", "-qy", "install", "--download-only", PACKAGE), environment);
        Command.run(
                "dpkg",
                REMEDY,
                List.of(
                        "sh",
                        "-c",
                        UNPACK,
                        "dpkg",
                        apt.resolve("var/cache/apt/archives").toString(),
                        folder.toString()));
    }

    private static Path configured(Path folder) throws IOException {
        for (var needed : List.of(
                "etc/apt.conf.d",
                "etc/preferences.d",
                "etc/sources.list.d",
                "var/lib/apt/lists/partial",
                "var/cache/apt/archives/partial")) {
            Files.createDirectories(folder.resolve(needed));
        }
        Files.createFile(folder.resolve("status"));
        Files.writeString(
                folder.resolve("etc/sources.list.d/debian.sources"),
                DebianMirror.found().source(SUITE));
        return Files.writeString(folder.resolve("apt.conf"), CONFIGURATION.formatted(folder));
    }
}
