package dev.lakou.kubernetes.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.ServiceSchema;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LostSchemaTest {
    private static final Identifier SHOP = new Identifier("shop");
    private static final Identifier JOBS = new Identifier("shop_jobs");
    private static final DesiredSchema SERVICE = new DesiredSchema(
            new Marker("cluster", "tests", "shop"),
            SHOP,
            new TreeSet<>(Set.of(JOBS)),
            new Identifier("shop_user"),
            List.of(),
            1,
            new TreeMap<>(),
            new TreeSet<>(),
            List.of(),
            Set.of(),
            Set.of(),
            false);

    @Test
    void missesEachSchemaThatTheStatusKnows() {
        var resource = resource("{schema: shop, extraSchemas: [shop_jobs], conditions: []}");

        var lost = LostSchema.of(resource, SERVICE, having(SHOP), Optional.empty());

        assertThat(lost).containsExactly(JOBS);
    }

    @Test
    void doesNotMissWhatWasNeverMade() {
        var resource = resource("{schema: shop, conditions: []}");

        var lost = LostSchema.of(resource, SERVICE, having(SHOP), Optional.empty());

        assertThat(lost).isEmpty();
    }

    @Test
    void missesWhatWasDesiredLastWhenTheStatusIsLate() {
        var lost = LostSchema.of(resource("null"), SERVICE, State.NOTHING, Optional.of(having(SHOP, JOBS)));

        assertThat(lost).containsExactly(SHOP, JOBS);
    }

    private static State having(Identifier... schemas) {
        return Set.of(schemas).stream()
                .map(name -> State.of(Set.of(), Set.of(new Schema(name, Optional.empty(), Optional.empty())), Set.of()))
                .reduce(State.NOTHING, State::and);
    }

    private static ServiceSchema resource(String status) {
        return Serialization.unmarshal(
                """
                apiVersion: lakou.dev/v1alpha1
                kind: ServiceSchema
                metadata: {namespace: tests, name: shop}
                spec: {serverRef: {name: s}, extraSchemas: [shop_jobs]}
                status: %s
                """
                        .formatted(status),
                ServiceSchema.class);
    }
}
