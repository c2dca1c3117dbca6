package dev.lakou.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.ServiceSchema;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveServerTest {
    @ParameterizedTest
    @CsvSource({
        "engarde, '', engarde",
        "engarde, engarde/own, own",
        "own, engarde/own, own",
        "engarde, other/own, engarde",
        "engarde, engarde/, engarde",
        "engarde, own, engarde",
    })
    void isTheOneThatItWasMovedToOnlyFromTheOneThatItsSpecNames(String named, String annotation, String expected) {
        var schema = schema(named, annotation);

        var server = EffectiveServer.of(schema);

        assertThat(server).isEqualTo(expected);
    }

    @Test
    void needsNoAnnotationWhereTheSpecSaysIt() {
        var back = EffectiveServer.annotation(schema("engarde", "engarde/own"), "engarde");
        var away = EffectiveServer.annotation(schema("engarde", "engarde/own"), "third");

        assertThat(back).isEmpty();
        assertThat(away).contains("engarde/third");
    }

    @ParameterizedTest
    @CsvSource({"engarde, '', false", "engarde, engarde/own, false", "own, engarde/own, true"})
    void knowsAnAnnotationThatSaysNothingAnyMore(String named, String annotation, boolean expected) {
        var schema = schema(named, annotation);

        var outdated = EffectiveServer.isOutdated(schema);

        assertThat(outdated).isEqualTo(expected);
    }

    private static ServiceSchema schema(String named, String annotation) {
        return Serialization.unmarshal(
                """
                apiVersion: lakou.dev/v1alpha1
                kind: ServiceSchema
                metadata: {namespace: tests, name: shop%s}
                spec: {serverRef: {name: %s}}
                """
                        .formatted(
                                annotation.isEmpty()
                                        ? ""
                                        : ", annotations: {lakou.dev/moved: %s}".formatted(annotation),
                                named),
                ServiceSchema.class);
    }
}
