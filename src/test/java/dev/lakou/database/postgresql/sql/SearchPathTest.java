package dev.lakou.database.postgresql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Identifier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchPathTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a, b          | \"a\", \"b\"",
                "a,\"b\"       | \"a\", \"b\"",
                "\"$user\", x  | \"$user\", \"x\"",
                "\"a, b\", c   | \"a, b\", \"c\"",
                "\"a\"\"b\"    | \"a\"\"b\"",
            })
    void hasOneFormForWhateverTheServerStored(String stored, String form) {
        assertThat(SearchPath.parse(stored)).hasToString(form);
    }

    @Test
    void isReadAsItWasWritten() {
        var path = new SearchPath(List.of(new Identifier("a\"b"), new Identifier("c, d"), new Identifier("Ä e")));

        assertThat(SearchPath.parse(path.toString())).isEqualTo(path);
    }
}
