package dev.lakou.kubernetes.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretLabelsTest {
    private static final List<HasMetadata> OWNERS = List.of(new ServiceSchema(), new SchemaReader());

    @Test
    void areThoseThatTheControllerOfTheKindSelects() {
        assertThat(OWNERS).allSatisfy(owner -> assertThat(OWNERS)
                .filteredOn(other -> selects(SecretLabels.selector(owner.getClass()), SecretLabels.of(other)))
                .containsExactly(owner));
    }

    @Test
    void thatWereWrittenBeforeThereWasAKindAreTheServices() {
        var before = Map.of("app.kubernetes.io/managed-by", "lakou");

        assertThat(selects(SecretLabels.selector(ServiceSchema.class), before)).isTrue();
    }

    /** As the API server reads {@code a=b,c!=d}. */
    private static boolean selects(String selector, Map<String, String> labels) {
        return List.of(selector.split(",")).stream()
                .map(SecretLabelsTest::requirement)
                .allMatch(one -> one.getOperator().equals("In")
                        == one.getValues().contains(labels.getOrDefault(one.getKey(), "")));
    }

    private static LabelSelectorRequirement requirement(String text) {
        var parts = text.split("!?=");
        return new LabelSelectorRequirement(parts[0], text.contains("!=") ? "NotIn" : "In", List.of(parts[1]));
    }
}
