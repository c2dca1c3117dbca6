package dev.lakou.image;

import dev.lakou.environment.Command;
import java.util.List;

/** The bill of materials that the image carries. */
final class Sbom {
    private Sbom() {}

    /** Writes it to {@code target/sbom}, from where the image takes it. */
    static void write() {
        Command.run("cyclonedx", "read the log", List.of("mvn", "-B", "-q", "cyclonedx:makeBom"));
    }
}
