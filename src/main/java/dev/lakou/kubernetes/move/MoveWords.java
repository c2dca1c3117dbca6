package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.kubernetes.access.Names;
import dev.lakou.kubernetes.schema.SchemaElsewhere;
import dev.lakou.kubernetes.server.ServerAdmission;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;

/** What a move says of where it is, and of what comes next. */
final class MoveWords {
    private MoveWords() {}

    /** Of a phase in which the service is where it was. */
    static MoveTurn reached(Phase phase, MoveSubject subject) {
        return switch (phase) {
            case Copying ->
                MoveTurn.moving(phase, "Rows are copied while the service writes on.")
                        .with(draft -> draft.next("What is written meanwhile follows."));
            case Following ->
                MoveTurn.moving(phase, "All rows are there, and what the service writes follows.")
                        .with(draft -> draft.next("Once it is close behind, the service is taken over."));
            case AwaitingApproval ->
                MoveTurn.of(
                                Reason.AwaitingApproval,
                                phase,
                                "Ready to take the service over. Set the annotation lakou.dev/approve: \"true\" of this SchemaMove.")
                        .with(draft -> draft.next("Waits for the annotation lakou.dev/approve."));
            default ->
                MoveTurn.moving(Phase.CuttingOver, "The service is taken over, and cannot write for that moment.")
                        .with(draft -> draft.next("Called off after %s.".formatted(Sizes.of(subject.longestGap()))));
        };
    }

    /** Why it is called off that is not a failure of a step. */
    static String unwanted(MoveSubject subject) {
        if (subject.move().getMetadata().getDeletionTimestamp() != null) {
            return "the SchemaMove is being deleted.";
        }
        if (subject.schema().getMetadata().getDeletionTimestamp() != null) {
            return "the ServiceSchema is being deleted.";
        }
        return ServerAdmission.isLeaving(subject.target().resource())
                ? "DatabaseServer \"%s\" is being deleted."
                        .formatted(subject.target().name())
                : "the operator ended while it took the service over.";
    }

    static MoveTurn calledOff(Outcome why) {
        return MoveTurn.of(why.reason(), Phase.CalledOff, why.message())
                .with(
                        draft -> draft.next(
                                "The service is where it was, and nothing of the move is left. To try again, make a new SchemaMove."));
    }

    static MoveTurn ask(MoveSubject subject) {
        return MoveTurn.of(Reason.Reconciled, Phase.Keeping, moved(subject))
                .with(draft -> draft.next(
                        "Its time is over, and it is dropped with all rows once this SchemaMove has the annotation %s: \"%s\"."
                                .formatted(
                                        SchemaElsewhere.CONFIRM,
                                        Names.of(subject.schema()).schema())));
    }

    static MoveTurn left(MoveSubject subject) {
        return MoveTurn.of(Reason.Reconciled, Phase.Finished, moved(subject))
                .with(
                        draft -> draft.next(
                                "What is set aside at the former server stays there, since spec.deletionPolicy of the ServiceSchema is Retain."));
    }

    static String moved(MoveSubject subject) {
        return "ServiceSchema \"%s\" is on DatabaseServer \"%s\"."
                .formatted(
                        subject.schema().getMetadata().getName(),
                        subject.target().name());
    }
}
