package dev.lakou.database.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.Role;
import dev.lakou.model.State;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpareSessionTest {
    private static final Identifier LOGIN = new Identifier("orders_user");

    @Test
    void waitsUntilTheSessionThatEndedIsNoLongerCounted() {
        var counts = new ArrayDeque<>(List.of(1, 1, 0));

        SpareSession.await(limited(1), LOGIN, login -> counts.remove());

        assertThat(counts).isEmpty();
    }

    @Test
    void doesNotWaitWhereThereIsRoom() {
        var counts = new ArrayDeque<>(List.of(1, 1));

        SpareSession.await(limited(2), LOGIN, login -> counts.remove());

        assertThat(counts).hasSize(1);
    }

    @Test
    void asksNothingOfALoginThatMayHaveMany() {
        SpareSession.await(limited(15), LOGIN, login -> fail("asked"));
        SpareSession.await(limited(Role.UNLIMITED), LOGIN, login -> fail("asked"));
        SpareSession.await(State.NOTHING, LOGIN, login -> fail("asked"));
    }

    @Test
    void leavesThePlaceToAServiceThatHasTakenIt() {
        SpareSession.await(limited(1), LOGIN, login -> 1);
    }

    private static State limited(int connections) {
        var role = Role.user(LOGIN, connections, new Marker("uid", "core", "orders"));
        return State.of(Set.of(role), Set.of(), Set.of());
    }
}
