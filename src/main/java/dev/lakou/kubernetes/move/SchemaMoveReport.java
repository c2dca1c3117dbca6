package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.StatusReport;
import io.fabric8.kubernetes.api.model.Condition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Writes the status of a SchemaMove: the only place that makes its conditions. */
@Singleton
class SchemaMoveReport implements StatusReport<SchemaMove, SchemaMoveStatus> {
    private final Conditions conditions;

    SchemaMoveReport(Clock clock) {
        this.conditions = new Conditions(clock);
    }

    @Override
    public SchemaMove blank() {
        return new SchemaMove();
    }

    @Override
    public List<Condition> conditions(SchemaMoveStatus status) {
        return status.conditions();
    }

    /** What came of a step. */
    SchemaMoveStatus after(SchemaMove move, MoveTurn turn) {
        return turn.news().apply(StatusDraft.of(move)).with(tell(move, turn.outcome()));
    }

    /** The move is where it was, and why it does not go on. */
    @Override
    public SchemaMoveStatus notReady(SchemaMove move, Outcome outcome) {
        return StatusDraft.of(move).with(tell(move, MoveFailures.told(move, outcome)));
    }

    private List<Condition> tell(SchemaMove move, Outcome outcome) {
        return conditions.tell(outcome, move.getMetadata().getGeneration(), current(move));
    }
}
