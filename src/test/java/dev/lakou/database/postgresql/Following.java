package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.move.TransferProgress;
import dev.lakou.environment.Patience;
import java.time.Duration;

/** The steps of a move by replication, as the operator makes them. */
final class Following {
    static final Duration SOON = Patience.LIMIT;

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
}
