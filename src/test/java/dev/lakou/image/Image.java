package dev.lakou.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lakou.environment.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An image that was saved to a tar file, unpacked into its layers.
 *
 * @param root its file system
 * @param configuration what it says about itself
 */
record Image(Path root, JsonNode configuration) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Image unpack(Path tar, Path folder) throws IOException {
        var parts = Files.createDirectories(folder.resolve("parts"));
        var root = Files.createDirectories(folder.resolve("root"));
        untar(tar, parts);
        var manifest = JSON.readTree(parts.resolve("manifest.json").toFile()).get(0);
        for (var layer : manifest.get("Layers")) {
            untar(parts.resolve(layer.asText()), root);
        }
        var configuration = parts.resolve(manifest.get("Config").asText());
        return new Image(root, JSON.readTree(configuration.toFile()));
    }

    List<String> entrypoint() {
        return texts(configuration.at("/config/Entrypoint"));
    }

    /** The checksums of its layers. */
    List<String> layers() {
        return texts(configuration.at("/rootfs/diff_ids"));
    }

    /** What every process in it finds set, as {@code NAME=value}. */
    List<String> environment() {
        return texts(configuration.at("/config/Env"));
    }

    String user() {
        return configuration.at("/config/User").asText().split(":", 2)[0];
    }

    String group() {
        return configuration.at("/config/User").asText().split(":", 2)[1];
    }

    String workingDirectory() {
        return configuration.at("/config/WorkingDir").asText();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static void untar(Path archive, Path folder) {
        Command.run("untar", "install GNU tar", List.of("tar", "-C", folder.toString(), "-xf", archive.toString()));
    }
}
