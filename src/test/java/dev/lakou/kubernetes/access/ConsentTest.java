package dev.lakou.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.AccessSpec;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an owner lets others do, against what they ask for. */
class ConsentTest {
    private static final String ASKER = "namespace: shop, name: orders";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // of what is shared | what is asked | whether it is given
                "{ASKER}                                              | {}                                                   | true",
                "{ASKER}                                              | {tables: [a], columns: [x]}                          | true",
                "{ASKER}                                              | {privileges: [SELECT, INSERT]}                       | false",
                "{ASKER, tables: [a, b]}                              | {tables: [b]}                                        | true",
                "{ASKER, tables: [a, b]}                              | {tables: [b, c]}                                     | false",
                "{ASKER, tables: [a, b]}                              | {}                                                   | false",
                "{ASKER, tables: [a], columns: [x, y]}                | {tables: [a], columns: [y]}                          | true",
                "{ASKER, tables: [a], columns: [x, y]}                | {tables: [a]}                                        | false",
                "{ASKER, tables: [a], columns: [x, y]}                | {tables: [a], columns: [z]}                          | false",
                "{ASKER, privileges: [SELECT, UPDATE]}                | {privileges: [UPDATE]}                               | true",
                "{ASKER, privileges: [SELECT, UPDATE]}                | {privileges: [UPDATE, DELETE]}                       | false",
                "{ASKER, privileges: [UPDATE]}                        | {}                                                   | false",
                "{kind: SchemaReader, ASKER}                          | {}                                                   | false",
                "{namespace: core, name: orders}                      | {}                                                   | false",
                "{namespace: shop, name: order}                       | {}                                                   | false",
                "{role: orders}                                       | {}                                                   | false",
            })
    void isGivenAsFarAsItGoes(String shared, String asked, boolean given) {
        var owner = owner("core", "sharedWith: [" + shared.replace("ASKER", ASKER) + "]");

        assertThat(Consent.given(owner, ResourceKey.of(asker()), request(asked)))
                .isEqualTo(given);
    }

    /** Two lines for one asker are not added up: what is asked has to fit into one of them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{tables: [a]} | true", "{tables: [b]} | true", "{tables: [a, b]} | false"})
    void isGivenByOneLineAlone(String asked, boolean given) {
        var owner = owner("core", "sharedWith: [{%1$s, tables: [a]}, {%1$s, tables: [b]}]".formatted(ASKER));

        assertThat(Consent.given(owner, ResourceKey.of(asker()), request(asked)))
                .isEqualTo(given);
    }

    @Test
    void isGivenToTheOwnNamespaceWhereNothingIsSaid() {
        var everything = request("{privileges: [SELECT, INSERT, UPDATE, DELETE]}");

        assertThat(Consent.given(owner("shop", ""), ResourceKey.of(asker()), everything))
                .isTrue();
        assertThat(Consent.given(owner("core", ""), ResourceKey.of(asker()), everything))
                .isFalse();
        assertThat(Consent.given(owner("shop", "sharedWith: []"), ResourceKey.of(asker()), everything))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{tables: [a, b], columns: [x]}", "{privileges: [SELECT, DELETE]}", "{tables: [a]}"})
    void theLineThatItAsksForIsEnough(String asked) {
        var request = request(asked);
        var line = Consent.wanted(ResourceKey.of(asker()), request);

        var owner = owner("core", "sharedWith: [" + line + "]");

        assertThat(Consent.given(owner, ResourceKey.of(asker()), request)).isTrue();
    }

    /** What an asker holds although nobody lets it is taken: so this must neither be too wide nor too narrow. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                              | SELECT | all     | true",
                "{}                              | MEMBER | readers | true",
                "{}                              | INSERT | all     | false",
                "{tables: [a]}                   | SELECT | a       | true",
                "{tables: [a]}                   | SELECT | b       | false",
                "{tables: [a]}                   | SELECT | all     | false",
                "{tables: [a]}                   | MEMBER | readers | false",
                "{tables: [a]}                   | UPDATE | a       | false",
                "{tables: [a]}                   | USAGE  | schema  | true",
                "{tables: [a], columns: [x, y]}  | SELECT | a (x)   | true",
                "{tables: [a], columns: [x, y]}  | SELECT | a (x z) | false",
                "{tables: [a], columns: [x, y]}  | SELECT | a       | false",
            })
    void allowsTheGrantsThatArePartOfIt(String asked, Privilege privilege, String on, boolean allowed) {
        var grant = Grant.to(new Identifier("orders_owner"), privilege, target(on));

        assertThat(request(asked).allows(grant)).isEqualTo(allowed);
    }

    private static GrantTarget target(String words) {
        var schema = new Identifier("catalog");
        return switch (words) {
            case "schema", "all" -> new GrantTarget.OfSchema(schema);
            case "readers" -> new GrantTarget.OfRole(new Identifier("catalog_readers"));
            default -> {
                var parts = words.replaceAll("[()]", "").split(" +");
                yield new GrantTarget.OfTable(
                        schema,
                        new Identifier(parts[0]),
                        Stream.of(parts).skip(1).map(Identifier::new).toList());
            }
        };
    }

    private static Request request(String yaml) {
        return Request.of(Serialization.unmarshal("---\n" + yaml, AccessSpec.class));
    }

    private static ServiceSchema asker() {
        return resource("shop", "orders", "");
    }

    private static ServiceSchema owner(String namespace, String more) {
        return resource(namespace, "catalog", more);
    }

    private static ServiceSchema resource(String namespace, String name, String more) {
        return Serialization.unmarshal(
                """
                apiVersion: lakou.dev/v1alpha1
                kind: ServiceSchema
                metadata: {namespace: %s, name: %s}
                spec: {serverRef: {name: engarde}%s}
                """
                        .formatted(namespace, name, more.isEmpty() ? "" : ", " + more),
                ServiceSchema.class);
    }
}
