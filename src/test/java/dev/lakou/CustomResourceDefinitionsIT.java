package dev.lakou;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Runs after packaging, where the build writes the CRDs. */
class CustomResourceDefinitionsIT {
    @Test
    void crdsAreWhatTheBuildGenerates() throws IOException {
        var generated = read(Path.of("target/kubernetes"));

        var shipped = read(Path.of("crds"));

        assertThat(shipped)
                .as("refresh with: cp target/kubernetes/*.lakou.dev-v1.yml crds/")
                .isEqualTo(generated);
    }

    private static TreeMap<String, String> read(Path folder) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.newDirectoryStream(folder, "*.lakou.dev-v1.yml")) {
            for (var file : files) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
