package dev.lakou.kubernetes.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.ServiceSchema;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

class EndedResourcesTest {
    private final EndedResources ended = new EndedResources();

    @Test
    void aVersionThatIsStillInTheCacheIsNotEndedTwice() {
        ended.add(orders("7"));

        assertThat(ended.contains(orders("7"))).isTrue();
    }

    @Test
    void aFinalizerThatSomebodyPutBackIsTakenAwayAgain() {
        ended.add(orders("7"));

        assertThat(ended.contains(orders("8"))).isFalse();
    }

    @Test
    void nothingIsKeptOfAResourceThatIsGone() {
        ended.add(orders("7"));

        ended.forget(orders("8"));

        assertThat(ended.contains(orders("7"))).isFalse();
    }

    private static ServiceSchema orders(String version) {
        var schema = new ServiceSchema();
        schema.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("orders")
                .withResourceVersion(version)
                .build());
        return schema;
    }
}
