package dev.lakou.kubernetes.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.move.SchemaTransfers;
import dev.lakou.database.move.TransferProgress;
import dev.lakou.kubernetes.status.Reason;
import jakarta.inject.Singleton;

/** Looks how far a copy is, and whether it is waited for any longer. */
@Singleton
class MoveWatch {
    private final SchemaTransfers transfers;
    private final CopyPatience patience;

    MoveWatch(SchemaTransfers transfers, CopyPatience patience) {
        this.transfers = transfers;
        this.patience = patience;
    }

    MoveTurn look(MoveSubject subject) {
        try (var transfer = subject.open(transfers)) {
            var progress = transfer.progress();
            return patience.after(subject.move(), progress)
                    .map(MoveFailures::callOff)
                    .orElseGet(() -> goesOn(subject, progress));
        } catch (DatabaseException e) {
            return patience.unseen(subject.move(), e).map(MoveFailures::callOff).orElseThrow(() -> e);
        }
    }

    private static MoveTurn goesOn(MoveSubject subject, TransferProgress progress) {
        var next = MoveDecision.following(
                MoveSubject.method(subject.move()), progress, MoveSubject.isApproved(subject.move()));
        var turn = progress.trouble().isEmpty()
                ? MoveWords.reached(next, subject)
                : MoveTurn.of(
                        Reason.Failed,
                        next,
                        "The copy does not go on, and is tried again: " + String.join("; ", progress.trouble()));
        return turn.with(draft -> draft.done(progress.percent(), Sizes.of(progress.lagBytes())));
    }
}
