package dev.lakou.image;

import dev.lakou.environment.Command;
import dev.lakou.environment.PgDump;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the image with {@code src/main/image/pom.xml}, as a release does, but into a file and on another base. */
final class Jib {
    private static final Path FOLDER = Path.of("target/image").toAbsolutePath();

    private Jib() {}

    /**
     * Builds an image and unpacks it.
     *
     * @param name of the folder in which it is found afterwards
     * @param properties as Maven takes them, for example {@code image.aot=folder}
     */
    static Image build(Path base, String name, String... properties) throws IOException {
        var tar = FOLDER.resolve(name + ".tar");
        write(base, tar, properties);
        return Image.unpack(tar, FOLDER.resolve(name));
    }

    private static void write(Path base, Path tar, String... properties) {
        var command = new ArrayList<>(List.of(
                "mvn",
                "-B",
                "-q",
                "-f",
                "src/main/image/pom.xml",
                "resources:resources",
                "jib:buildTar",
                "-Dimage.base=tar://" + base,
                "-Dimage.tar=" + tar,
                "-Dimage.pg-dump=" + PgDump.folder(),
                "-Djib.from.platforms=linux/amd64"));
        for (var property : properties) {
            command.add("-D" + property);
        }
        Command.run("jib", "read the log", command);
    }
}
