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
    private static final String CODENAME = "VERSION_CODENAME=";
    private static final String REMEDY = "run this on Debian with apt-get and a reachable mirror";

    private static final String UNPACK = "for package in \"$1\"/*.deb; do dpkg -x \"$package\" \"$2\" || exit; done";

    private static final String DOWNLOAD = "cd \"$1\" && shift && apt-get -q update && apt-get -q download \"$@\"";

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

    /** Packages of the release that this machine runs, without what they need: it has that, or does without. */
    static Path ofThisRelease(String... packages) {
        return UserCache.findOrMake(packages[0], folder -> {
            Progress.say("Debian: downloading %s, once for this user".formatted(List.of(packages)));
            var archives = Watchdog.shared().temporaryFolder("apt");
            var command = List.of("sh", "-c", DOWNLOAD, "apt", archives.toString());
            var environment =
                    Map.of("APT_CONFIG", configured(archives, thisRelease()).toString());
            Command.run("apt-download", REMEDY, Command.of(command, List.of(packages)), environment);
            unpack(archives, folder);
        });
    }

    private static void fill(Path folder, List<String> packages) throws IOException {
        Progress.say("Debian: downloading %s of %s, once for this user".formatted(packages, SUITE));
        var apt = Watchdog.shared().temporaryFolder("apt");
        var environment = Map.of("APT_CONFIG", configured(apt, SUITE).toString());
        Command.run("apt-update", REMEDY, List.of("apt-get", "-q", "update"), environment);
        var install = new ArrayList<>(List.of("apt-get", "-qy", "install", "--download-only"));
        install.addAll(packages);
        Command.run("apt-download", REMEDY, install, environment);
        unpack(apt.resolve("var/cache/apt/archives"), folder);
    }

    private static void unpack(Path archives, Path folder) {
        Command.run("dpkg", REMEDY, List.of("sh", "-c", UNPACK, "dpkg", archives.toString(), folder.toString()));
    }

    private static String thisRelease() throws IOException {
        return Files.readAllLines(Path.of("/etc/os-release")).stream()
                .filter(line -> line.startsWith(CODENAME))
                .map(line -> line.substring(CODENAME.length()))
                .findFirst()
                .orElseThrow(() -> new EnvironmentMissingException("Debian", "/etc/os-release", REMEDY));
    }

    private static Path configured(Path folder, String suite) throws IOException {
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
                DebianMirror.found().source(suite));
        return Files.writeString(folder.resolve("apt.conf"), CONFIGURATION.formatted(folder));
    }
}
