package dev.lakou.kubernetes.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the API server stores, Lakou can hold: no number without bounds, nothing else without a greatest length. */
class BoundedSchemaTest {
    static Stream<Path> definitions() throws IOException {
        return Files.list(Path.of("crds")).sorted();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everythingInASpecHasBounds(Path definition) throws IOException {
        var spec = spec(definition);

        var violations = new ArrayList<String>();
        walk("spec", spec, violations);

        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyReferenceIsAName(Path definition) throws IOException {
        var spec = spec(definition);

        var open = new ArrayList<String>();
        references("spec", spec, open);

        assertThat(open).isEmpty();
    }

    private static JsonNode spec(Path definition) throws IOException {
        return Serialization.unmarshal(Files.readString(definition), JsonNode.class)
                .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    }

    private static void walk(String path, JsonNode schema, List<String> violations) {
        switch (schema.path("type").asText()) {
            case "integer", "number" -> number(path, schema, violations);
            case "string" -> require(schema.has("maxLength") || schema.has("enum"), path + " no maxLength", violations);
            case "array" -> {
                require(schema.has("maxItems"), path + " no maxItems", violations);
                walk(path + "[]", schema.path("items"), violations);
            }
            case "object" -> object(path, schema, violations);
            case "boolean" -> {}
            default -> violations.add(path + " of no known type");
        }
    }

    private static void number(String path, JsonNode schema, List<String> violations) {
        require(schema.has("minimum"), path + " no minimum", violations);
        require(
                schema.path("maximum").asDouble(Double.MAX_VALUE) <= Integer.MAX_VALUE,
                path + " no maximum that an int holds",
                violations);
    }

    private static void object(String path, JsonNode schema, List<String> violations) {
        require(!schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(), path + " takes anything", violations);
        var values = schema.path("additionalProperties");
        if (!values.isMissingNode()) {
            require(schema.has("maxProperties"), path + " no maxProperties", violations);
            require(
                    rules(schema).anyMatch(rule -> rule.startsWith("self.all(")),
                    path + " no rule for its keys",
                    violations);
            walk(path + "{}", values, violations);
        }
        schema.path("properties")
                .properties()
                .forEach(property -> walk(path + "." + property.getKey(), property.getValue(), violations));
    }

    /** What is asked for by name must not reach the API server as another path. */
    private static void references(String path, JsonNode schema, List<String> open) {
        schema.path("properties").properties().forEach(property -> {
            var at = path + "." + property.getKey();
            if (at.matches(".*(Ref|[.]secret|sharedWith\\[\\])[.](name|namespace|key)")) {
                require(property.getValue().has("pattern"), at + " no pattern", open);
            }
            references(at, property.getValue(), open);
            if (property.getValue().has("items")) {
                references(at + "[]", property.getValue().path("items"), open);
            }
        });
        if (path.endsWith(".rotation")) {
            require(schema.at("/properties/restart/items").has("pattern"), path + ".restart[] no pattern", open);
        }
    }

    private static Stream<String> rules(JsonNode schema) {
        return StreamSupport.stream(schema.path("x-kubernetes-validations").spliterator(), false)
                .map(rule -> rule.path("rule").asText());
    }

    private static void require(boolean holds, String otherwise, List<String> violations) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
