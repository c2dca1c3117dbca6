package dev.lakou.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lakou.cli.terminal.Failure;
import dev.lakou.cli.terminal.Terminal;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Resources in a file of YAML or JSON, which may hold several documents and lists. */
public final class Manifests {
    private static final String STANDARD_INPUT = "-";

    private static final ObjectMapper MAPPER =
            Serialization.yamlMapper().copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Manifests() {}

    /**
     * The resources of this kind, in their order; those of other kinds are left out.
     *
     * @param file the path of a file, or {@code -} for standard input
     * @throws Failure when there is none, or one of them is not what the kind says
     */
    public static <R extends HasMetadata> List<R> read(String file, Class<R> kind, Terminal terminal) {
        return read(file, List.of(kind), terminal).stream().map(kind::cast).toList();
    }

    /** The same of several kinds. */
    public static List<HasMetadata> read(
            String file, List<? extends Class<? extends HasMetadata>> kinds, Terminal terminal) {
        var found = new ArrayList<HasMetadata>();
        try (var input = open(file, terminal)) {
            for (var document : documents(input)) {
                for (var kind : kinds) {
                    if (HasMetadata.getKind(kind).equals(document.path("kind").asText())) {
                        found.add(resource(document, kind));
                    }
                }
            }
        } catch (IOException e) {
            throw new Failure("%s cannot be read as YAML: %s".formatted(name(file), words(e)), e);
        }
        if (found.isEmpty()) {
            throw new Failure("%s holds no %s."
                    .formatted(
                            name(file), kinds.stream().map(HasMetadata::getKind).collect(Collectors.joining(" or "))));
        }
        return found;
    }

    private static InputStream open(String file, Terminal terminal) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return terminal.in();
        }
        var path = Path.of(file);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new Failure("There is no file \"%s\" to read.".formatted(file));
        }
        return Files.newInputStream(path);
    }

    private static List<JsonNode> documents(InputStream input) throws IOException {
        var documents = new ArrayList<JsonNode>();
        try (var all = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(input)) {
            while (all.hasNextValue()) {
                var document = all.nextValue();
                if (document.path("kind").asText().endsWith("List")) {
                    document.path("items").forEach(documents::add);
                } else {
                    documents.add(document);
                }
            }
        }
        return documents;
    }

    private static <R extends HasMetadata> R resource(JsonNode document, Class<R> kind) {
        var version = HasMetadata.getApiVersion(kind);
        var name = document.path("metadata").path("name").asText();
        if (!version.equals(document.path("apiVersion").asText())) {
            throw new Failure("%s \"%s\": apiVersion is \"%s\"; it must be %s."
                    .formatted(
                            HasMetadata.getKind(kind),
                            name,
                            document.path("apiVersion").asText(),
                            version));
        }
        if (name.isEmpty() || !document.path("spec").isObject()) {
            throw new Failure("A %s needs metadata.name and spec.".formatted(HasMetadata.getKind(kind)));
        }
        try {
            return MAPPER.treeToValue(document, kind);
        } catch (JsonProcessingException e) {
            throw new Failure("%s \"%s\": %s".formatted(HasMetadata.getKind(kind), name, words(e)), e);
        }
    }

    /** Without the place in the program, which says nothing to people. */
    private static String words(IOException exception) {
        var message =
                exception instanceof JsonProcessingException json ? json.getOriginalMessage() : exception.getMessage();
        return Optional.ofNullable(message)
                .orElse("no reason given")
                .replaceAll("\\(class [^)]*\\)", "")
                .strip();
    }

    private static String name(String file) {
        return file.equals(STANDARD_INPUT) ? "Standard input" : '"' + file + '"';
    }
}
