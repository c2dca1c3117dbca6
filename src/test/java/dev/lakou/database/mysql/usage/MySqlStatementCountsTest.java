package dev.lakou.database.mysql.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.mysql.usage.MySqlStatementCounts.Look;
import dev.lakou.database.mysql.usage.MySqlStatementCounts.Presence;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MySqlStatementCountsTest {

    @Test
    void looksAtNobodyWhoHadNoSessionSinceTheLastLook() {
        var presence = Map.of("resting", new Presence(7, 0));

        var due = MySqlStatementCounts.due(presence, Map.of("resting", seen(3, new Presence(7, 0))));

        assertThat(due).isEmpty();
    }

    @Test
    void looksAtWhoHasASessionHadOneAtTheLastLookOrCameMeanwhile() {
        var presence = Map.of("here", new Presence(7, 1), "left", new Presence(7, 0), "came", new Presence(8, 0));
        var looks = Map.of(
                "here", seen(3, new Presence(7, 1)),
                "left", seen(3, new Presence(7, 1)),
                "came", seen(3, new Presence(7, 0)));

        var due = MySqlStatementCounts.due(presence, looks);

        assertThat(due).extracting(Map.Entry::getKey).containsExactlyInAnyOrder("here", "left", "came");
    }

    @Test
    void looksAtTheLongestUnseenFirstAndAtThoseWithMostSessionsAmongThem() {
        var presence = Map.of(
                "known", new Presence(1, 9),
                "unseen", new Presence(1, 0),
                "unseen and busy", new Presence(1, 2),
                "known for long", new Presence(1, 1));
        var looks = Map.of("known", seen(5, new Presence(1, 9)), "known for long", seen(4, new Presence(1, 1)));

        var due = MySqlStatementCounts.due(presence, looks);

        assertThat(due)
                .extracting(Map.Entry::getKey)
                .containsExactly("unseen and busy", "unseen", "known for long", "known");
    }

    private static Look seen(long reading, Presence presence) {
        return new Look(MySqlStatementCounts.NONE, presence, reading);
    }
}
