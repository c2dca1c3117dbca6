package dev.lakou.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Identifier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SearchPathTest {

    @Test
    void leavesPlainNamesAsTheyAre() {
        var path = path("madansara", "public", "_a1");

        assertThat(path.value()).isEqualTo("madansara,public,_a1");
        assertThat(path.option()).isEqualTo("-csearch_path=madansara,public,_a1");
    }

    @Test
    void quotesWhatPostgresWouldReadAnotherWay() {
        var path = path("Madansara", "a\"b", "ä", "1a", "a,b", "my-schema");

        assertThat(path.value()).isEqualTo("\"Madansara\",\"a\"\"b\",\"ä\",\"1a\",\"a,b\",\"my-schema\"");
    }

    @Test
    void keepsTheServerFromSplittingOptionsAtASpace() {
        var path = path("a b", "c\\d", "e\tf");

        assertThat(path.option()).isEqualTo("-csearch_path=\"a\\ b\",\"c\\\\d\",\"e\\\tf\"");
    }

    private static SearchPath path(String... names) {
        return new SearchPath(Stream.of(names).map(Identifier::new).toList());
    }
}
