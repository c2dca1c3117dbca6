package dev.lakou.endtoend;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.environment.RunningDatabase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The project's own YAML files, applied as a user would, but for the address of the servers. */
final class Manifests {
    private static final String KUSTOMIZATION = "kustomization.yaml";

    private final KubernetesClient client;

    Manifests(KubernetesClient client) {
        this.client = client;
    }

    /** Applies every object of a file, or of each file in a folder. */
    void apply(Path path) {
        apply(path, Map.of());
    }

    /**
     * Applies every object; a DatabaseServer is told the address of the running server.
     *
     * @param servers running servers by the host that the files name
     */
    void apply(Path path, Map<String, RunningDatabase> servers) {
        for (var object : objects(path)) {
            if (object instanceof DatabaseServer server) {
                apply(Servers.moved(server, servers));
            } else {
                apply(object);
            }
        }
    }

    void apply(HasMetadata object) {
        client.resource(object).forceConflicts().serverSideApply();
    }

    /** The objects of a file, of each file in a folder, or of what a kustomization without patches names. */
    List<HasMetadata> objects(Path path) {
        if (Files.exists(path.resolve(KUSTOMIZATION))) {
            return resources(path).flatMap(one -> objects(one).stream()).toList();
        }
        try (var files = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .flatMap(file -> load(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> resources(Path folder) {
        try {
            var kustomization =
                    Serialization.unmarshal(Files.readString(folder.resolve(KUSTOMIZATION)), Kustomization.class);
            return kustomization.resources().stream().map(folder::resolve);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<HasMetadata> load(Path file) {
        try (var stream = Files.newInputStream(file)) {
            return client.load(stream).items().stream().map(Manifests::typed).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The client knows Kubernetes' own kinds only. */
    private static HasMetadata typed(HasMetadata object) {
        return switch (object.getKind()) {
            case "DatabaseServer" -> Serialization.jsonMapper().convertValue(object, DatabaseServer.class);
            case "SchemaMove" -> Serialization.jsonMapper().convertValue(object, SchemaMove.class);
            case "SchemaReader" -> Serialization.jsonMapper().convertValue(object, SchemaReader.class);
            case "ServiceSchema" -> Serialization.jsonMapper().convertValue(object, ServiceSchema.class);
            default -> object;
        };
    }

    /** A list of files and folders, and whatever else stands there. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Kustomization(List<String> resources) {}
}
