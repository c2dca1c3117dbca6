package dev.lakou.kubernetes.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.SchemaMove;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.move.TransferProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopyPatienceTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final DatabaseException SILENT = new DatabaseException(Kind.UNREACHABLE, "The target is silent.");
    private static final long FAR = 1L << 30;

    private Instant now = BEGIN;
    private final CopyPatience patience = new CopyPatience(
            new Clock() {
                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            },
            Duration.ofMinutes(15));
    private final SchemaMove move = move("one");

    @Test
    void callsOffAtOnceWhatCannotGoOn() {
        var lost = new TransferProgress(100, 0, 0, 0, List.of(), List.of(), Optional.of("The slot is gone."));

        assertThat(patience.after(move, lost)).contains("The slot is gone.");
    }

    @Test
    void callsOffWhatFallsFurtherBack() {
        assertThat(patience.after(move, behind(FAR))).isEmpty();
        pass(Duration.ofMinutes(14));
        assertThat(patience.after(move, behind(2 * FAR))).isEmpty();
        pass(Duration.ofMinutes(1));

        assertThat(patience.after(move, behind(3 * FAR))).hasValueSatisfying(why -> assertThat(why)
                .startsWith("For 15m the other server has not come closer. It is 3Gi behind"));
    }

    @Test
    void callsOffWhatIsInTroubleForTooLong() {
        var troubled = new TransferProgress(40, 7, 9, 0, List.of("orders"), List.of("the disk is full"));

        assertThat(patience.after(move, troubled)).isEmpty();
        pass(Duration.ofMinutes(16));

        assertThat(patience.after(move, troubled)).contains("For 16m the copy has got nowhere: the disk is full.");
    }

    @Test
    void callsOffWhatNobodyCanSeeForTooLong() {
        assertThat(patience.unseen(move, SILENT)).isEmpty();
        pass(Duration.ofMinutes(15));

        assertThat(patience.unseen(move("another"), SILENT)).isEmpty();
        assertThat(patience.unseen(move, SILENT))
                .contains("For 15m nobody could see how far the copy is: The target is silent.");
    }

    @Test
    void waitsAnewForWhatCameClose() {
        patience.after(move, behind(FAR));
        pass(Duration.ofMinutes(14));
        patience.after(move, behind(0));
        pass(Duration.ofMinutes(14));

        assertThat(patience.after(move, behind(FAR))).isEmpty();
        assertThat(patience.unseen(move, SILENT)).isEmpty();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static TransferProgress behind(long bytes) {
        return new TransferProgress(100, 9, 9, bytes, List.of(), List.of());
    }

    private static SchemaMove move(String uid) {
        var move = new SchemaMove();
        move.getMetadata().setUid(uid);
        return move;
    }
}
