package dev.lakou.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GrantDifferenceTest {

    @Test
    void isTheColumnsThatComeAndGo() {
        var desired = Set.of(select("users", "id", "name", "mail"));
        var actual = Set.of(select("users", "id", "name", "phone"));

        var difference = GrantDifference.between(desired, actual);

        assertThat(difference.missing()).containsExactly(select("users", "mail"));
        assertThat(difference.superfluous()).containsExactly(select("users", "phone"));
    }

    @Test
    void isNothingMoreWhereColumnsOnlyGo() {
        var difference = GrantDifference.between(Set.of(select("users", "id")), Set.of(select("users", "id", "phone")));

        assertThat(difference.missing()).isEmpty();
        assertThat(difference.superfluous()).containsExactly(select("users", "phone"));
    }

    @Test
    void tellsTablesPrivilegesAndWholeTablesApart() {
        var desired = Set.of(select("users", "id"), select("orders"));
        var actual = Set.of(select("orders", "id"), update("users", "id"));

        var difference = GrantDifference.between(desired, actual);

        assertThat(difference.missing()).isEqualTo(desired);
        assertThat(difference.superfluous()).isEqualTo(actual);
    }

    private static Grant select(String table, String... columns) {
        return on(Privilege.SELECT, table, columns);
    }

    private static Grant update(String table, String... columns) {
        return on(Privilege.UPDATE, table, columns);
    }

    private static Grant on(Privilege privilege, String table, String... columns) {
        return Grant.to(
                new Identifier("reader"),
                privilege,
                new GrantTarget.OfTable(
                        new Identifier("shop"),
                        new Identifier(table),
                        Stream.of(columns).map(Identifier::new).toList()));
    }
}
