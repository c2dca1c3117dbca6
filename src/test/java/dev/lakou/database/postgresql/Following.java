package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.database.move.Headway;
import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.move.TransferProgress;
import dev.lakou.environment.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** The steps of a move by replication, as the operator makes them. */
final class Following {
    static final Duration SOON = Patience.LIMIT;

    private static final Duration MOMENT = Duration.ofSeconds(2);

    private Following() {}

    static void begin(SchemaTransfer transfer) {
        transfer.freezeDdl();
        transfer.copyStructure();
        transfer.startReplication();
    }

    static void awaitComplete(SchemaTransfer transfer) {
        await().atMost(Patience.LIMIT)
                .untilAsserted(() -> assertThat(transfer.progress()).matches(TransferProgress::isComplete));
    }

    /** Looks as the operator does, until nothing has got any further for a moment. */
    static void awaitStandstill(SchemaTransfer transfer, Doing meanwhile) throws Exception {
        var headway = Headway.begin(Instant.now());
        for (var tries = 300; headway.standstill(Instant.now()).compareTo(MOMENT) < 0; tries--) {
            assertThat(tries).as("%s", headway).isPositive();
            meanwhile.run();
            headway = headway.after(transfer.progress(), Instant.now());
            Thread.sleep(50);
        }
    }

    /** By which all of the one move of a server is called. */
    static String name(PostgresUnderTest target) throws SQLException {
        return target.read("SELECT subname FROM pg_subscription").get(0);
    }

    /** Up to the moment of the decision. */
    static void cutOver(SchemaTransfer transfer) {
        assertThat(transfer.rehearse().differences()).isEmpty();
        takeOver(transfer);
    }

    /** While it is fenced. */
    static void takeOver(SchemaTransfer transfer) {
        var fence = transfer.fence(SOON);
        assertThat(transfer.caughtUp(fence, SOON)).isTrue();
        transfer.complete();
        assertThat(transfer.verify().differences()).isEmpty();
    }

    /** What a service does. */
    interface Doing {
        void run() throws Exception;
    }
}
