package dev.lakou.database.postgresql.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Identifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresNamesTest {

    @ParameterizedTest
    @CsvSource({
        "orders, orders_owner, orders_readers, orders_writers, orders_2",
        "a b, a b_owner, a b_readers, a b_writers, a b_2",
        "Größe, Größe_owner, Größe_readers, Größe_writers, Größe_2",
    })
    void saysWhatARoleIsFor(String name, String owner, String readers, String writers, String second) {
        assertThat(madeOf(name)).extracting(Identifier::value).containsExactly(owner, readers, writers, second);
    }

    /** The first is as long as what is added lets it be, the second by one more. */
    @ParameterizedTest
    @CsvSource({"57, 63, false", "58, 63, true", "63, 63, true"})
    void isShortenedOnlyWhereItMust(int characters, int bytes, boolean shortened) {
        var owner = PostgresNames.owner(new Identifier("s".repeat(characters)));

        assertThat(bytes(owner)).isEqualTo(bytes);
        assertThat(owner.value().endsWith("_owner")).isEqualTo(!shortened);
        assertThat(owner.value().matches("s{54}_[0-9a-f]{8}")).isEqualTo(shortened);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä", "€", "𝄞", "aä", "a€", "a𝄞"})
    void cutsNoCharacterInTwo(String character) {
        var name = character.repeat(63 / character.getBytes(UTF_8).length);

        assertThat(madeOf(name)).allSatisfy(made -> {
            assertThat(bytes(made)).isLessThanOrEqualTo(PostgresNames.LONGEST);
            assertThat(new String(made.value().getBytes(UTF_8), UTF_8)).isEqualTo(made.value());
        });
    }

    @Test
    void longNamesThatBeginAlikeStayDifferent() {
        var one = madeOf("s".repeat(62) + "a");
        var other = madeOf("s".repeat(62) + "b");

        assertThat(Stream.concat(one.stream(), other.stream())).doesNotHaveDuplicates();
    }

    @Test
    void theGroupsOfADatabaseAreLakousOwn() {
        var database = new Identifier("d".repeat(63));

        assertThat(List.of(PostgresNames.connectGroup(database), PostgresNames.readGroup(database)))
                .doesNotHaveDuplicates()
                .allSatisfy(group -> assertThat(group.value()).startsWith(PostgresNames.RESERVED_PREFIX));
    }

    private static List<Identifier> madeOf(String name) {
        var identifier = new Identifier(name);
        return List.of(
                PostgresNames.owner(identifier),
                PostgresNames.readers(identifier),
                PostgresNames.writers(identifier),
                PostgresNames.secondLogin(identifier));
    }

    private static int bytes(Identifier name) {
        return PostgresNames.bytes(name.value());
    }
}
