package dev.lakou.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.clients.Digest;
import dev.lakou.clients.Program;
import dev.lakou.environment.Command;
import dev.lakou.environment.DebianPackages;
import dev.lakou.environment.UserCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A base image with what the operator finds in the pinned one: a JRE 25 in {@code /opt/java/openjdk}, a C library and shells. */
final class LocalBase {
    private static final Path SOURCE = Path.of("src/test/java/dev/lakou/image/LocalBase.java");
    private static final String TAR = "base.tar";
    private static final String JRE = "opt/java/openjdk";
    private static final Pattern VERSION_25 = Pattern.compile("^JAVA_VERSION=\"25[.\"]", Pattern.MULTILINE);
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

    private static final String CONFIGURATION =
            """
            {"architecture": "amd64", "os": "linux", "config": {},
             "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}, "history": [{"created": "1970-01-01T00:00:00Z"}]}
            """;

    private static final String MANIFEST =
            """
            [{"Config": "config.json", "RepoTags": ["lakou/base:local"], "Layers": ["layer.tar"]}]
            """;

    private LocalBase() {}

    /** The image, as {@code docker save} would write it; made once for each JDK and each form of this class. */
    static Path make() {
        var jdk = installedJdk();
        var recipe = Stream.concat(Stream.of(SOURCE), jdk.map(home -> home.resolve("release")).stream())
                .toArray(Path[]::new);
        var made = UserCache.findOrMake("image-base-" + Digest.of(recipe), folder -> {
            var root = folder.resolve("root");
            fill(root, jdk);
            save(root, folder);
        });
        return made.resolve(TAR);
    }

    private static void fill(Path root, Optional<Path> jdk) throws IOException {
        Files.createDirectories(root.resolve(JRE).getParent());
        if (jdk.isPresent()) {
            link(jdk.get(), root);
        } else {
            unpack(root);
        }
        for (var folder : List.of("etc", "proc", "dev", "tmp")) {
            Files.createDirectories(root.resolve(folder));
        }
    }

    private static Optional<Path> installedJdk() {
        try (var installed = Files.list(Path.of("/usr/lib/jvm"))) {
            return Stream.concat(Stream.of(Path.of(System.getProperty("java.home"))), installed)
                    .filter(LocalBase::isJdk25)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isJdk25(Path folder) {
        try {
            return Files.isExecutable(folder.resolve("bin/jlink"))
                    && VERSION_25
                            .matcher(Files.readString(folder.resolve("release")))
                            .find();
        } catch (IOException e) {
            return false;
        }
    }

    /** A JRE of the modules that Temurin's has, with this machine's C library and shells. */
    private static void link(Path jdk, Path root) throws IOException {
        var jre = root.resolve(JRE);
        Command.run(
                "jlink",
                "read the log",
                List.of(
                        jdk.resolve("bin/jlink").toString(),
                        "--add-modules",
                        "java.se,jdk.unsupported,jdk.crypto.ec,jdk.zipfs,jdk.naming.dns,jdk.management",
                        "--strip-debug",
                        "--generate-cds-archive",
                        "--output",
                        jre.toString()));
        for (var program : List.of("/bin/bash", "/bin/sh", "/bin/uname")) {
            copy(Path.of(program), root);
        }
        for (var library : libraries(jre)) {
            copy(library, root);
        }
    }

    /** Where no JDK 25 is: the one of Debian's unstable suite, with that suite's C library and shells. */
    private static void unpack(Path root) throws IOException {
        var packages = DebianPackages.unpacked("openjdk-25-jre-headless", "base-files", "bash", "dash", "coreutils");
        Command.run("copy", "read the log", List.of("cp", "-a", packages + "/.", root.toString()));
        Files.createSymbolicLink(root.resolve(JRE), Path.of("../../usr/lib/jvm/java-25-openjdk-amd64"));
    }

    /** What the loader says that the programs need, but for what the JRE brings along. */
    private static List<Path> libraries(Path jre) throws IOException {
        var command = new ArrayList<>(
                List.of("ldd", "/bin/bash", jre.resolve("bin/java").toString()));
        Stream.of("server/libjvm.so", "libjava.so", "libnet.so", "libnio.so", "libzip.so")
                .forEach(library ->
                        command.add(jre.resolve("lib").resolve(library).toString()));
        var said =
                new Program(command, jre, Map.of()).run(Duration.ofMinutes(1)).output();
        return LIBRARY.matcher(said)
                .results()
                .map(match -> Path.of(match.group(1)))
                .filter(library -> !library.startsWith(jre))
                .distinct()
                .toList();
    }

    private static void copy(Path file, Path root) throws IOException {
        var target = root.resolve(file.toString().substring(1));
        Files.createDirectories(target.getParent());
        Files.copy(file.toRealPath(), target);
    }

    private static void save(Path root, Path folder) throws IOException {
        var layer = folder.resolve("layer.tar");
        tar(root, layer, ".");
        var digest = Checksum.sha256(layer);
        Files.write(
                folder.resolve("config.json"), CONFIGURATION.formatted(digest).getBytes(UTF_8));
        Files.write(folder.resolve("manifest.json"), MANIFEST.getBytes(UTF_8));
        tar(folder, folder.resolve(TAR), "manifest.json", "config.json", "layer.tar");
    }

    private static void tar(Path folder, Path archive, String... names) {
        var command =
                new ArrayList<>(List.of("tar", "-C", folder.toString(), "-cf", archive.toString(), "--sort=name"));
        command.addAll(List.of(names));
        Command.run("tar", "install GNU tar", command);
    }
}
