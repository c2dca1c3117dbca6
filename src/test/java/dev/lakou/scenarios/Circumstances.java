package dev.lakou.scenarios;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.lakou.api.DatabaseServerSpec;
import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.api.ServiceSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code scenario.yaml} says of the world around a resource.
 *
 * @param about what the scenario shows, in a sentence
 * @param operation what is to be planned
 * @param server what the DatabaseServer says, as far as it matters
 * @param rotation where the credentials stand; their first issue without it
 * @param neighbours services whose schemas the resource wants to use
 * @param actual what stands on the server, for each engine that the scenario is about
 */
record Circumstances(
        String about,
        Operation operation,
        DatabaseServerSpec server,
        Rotation rotation,
        List<ServiceSchema> neighbours,
        Map<String, ActualState> actual) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static Circumstances read(Path file) {
        try {
            return read(Files.readString(file), Circumstances.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static <T> T read(String yaml, Class<T> type) {
        try {
            return YAML.readValue(yaml, type);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read:\n" + yaml, e);
        }
    }

    Circumstances {
        operation = Optional.ofNullable(operation).orElse(Operation.Keep);
        server = Optional.ofNullable(server).orElseGet(() -> read("{}", DatabaseServerSpec.class));
        rotation = Optional.ofNullable(rotation).orElse(Rotation.NONE);
        neighbours = Optional.ofNullable(neighbours).orElse(List.of());
        actual = Map.copyOf(actual);
    }

    /** What a plan is for. */
    enum Operation {
        Keep,
        Retain,
        Delete
    }

    /**
     * Where the credentials of a resource stand.
     *
     * @param count how many were issued before
     * @param begins whether this is the moment in which the last one is issued
     * @param lost whether nobody knows the one before
     */
    record Rotation(int count, Phase phase, boolean begins, boolean lost) {
        static final Rotation NONE = new Rotation(0, Phase.Steady, false, false);
    }
}
