package dev.lakou.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Packages of Debian's unstable suite with all that they need, unpacked into a folder; nothing is installed. */
public final class DebianPackages {

    private static final String SUITE = "sid";
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

    private DebianPackages() {}

    /** The folder; it is made once for this user, and named after the first package. */
    public static Path unpacked(String... packages) {
        return UserCache.findOrMake("%s-%s".formatted(packages[0], SUITE), folder -> fill(folder, List.of(packages)));
    }

    private static void fill(Path folder, List<String> packages) throws IOException {
        Progress.say("Debian: downloading %s of %s, once for this user".formatted(packages, SUITE));
        var apt = Watchdog.shared().temporaryFolder("apt");
        var environment = Map.of("APT_CONFIG", configured(apt).toString());
        Command.run("apt-update", REMEDY, List.of("apt-get", "-q", "update"), environment);
        var install = new ArrayList<>(List.of("apt-get", "-qy", "install", "--download-only"));
        install.addAll(packages);
        Command.run("apt-download", REMEDY, install, environment);
        var archives = apt.resolve("var/cache/apt/archives");
        Command.run("dpkg", REMEDY, List.of("sh", "-c", UNPACK, "dpkg", archives.toString(), folder.toString()));
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
