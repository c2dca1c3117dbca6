package dev.lakou.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written on a thing says whose it is, and whether it was taken over. */
class MarkerTest {
    private static final Marker MARKER = new Marker("uid", "core", "hr");

    @Test
    void isReadFromWhatItIsWrittenAs() {
        assertThat(Marker.parse(MARKER.toString())).contains(MARKER);
    }

    @Test
    void isTheSameOnWhatWasTakenOver() {
        assertThat(Marker.parse(Marker.adopted(MARKER.toString()))).contains(MARKER);
    }

    @Test
    void isNotFoundInWordsOfOthers() {
        assertThat(Marker.parse("lakou:platform")).isEmpty();
        assertThat(Marker.parse(MARKER + "#other")).isEmpty();
    }

    @Test
    void tellsWhatWasTakenOverFromWhatWasMade() {
        var text = Marker.adopted(MARKER.toString());

        var schema = new Schema(new Identifier("hr"), Optional.empty(), Optional.of(text));

        assertThat(schema.adopted()).isTrue();
        assertThat(schema.comment()).contains(MARKER.toString());
    }
}
