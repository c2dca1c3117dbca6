package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.endtoend.CrashPoint.Moment;
import dev.lakou.endtoend.CrashServer.Engine;
import dev.lakou.environment.Patience;
import dev.lakou.faults.Write;
import dev.lakou.faults.Write.Place;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ThrowingRunnable;

/** One service that goes through one ordeal, with the operator killed at one point of it, or not at all. */
final class CrashTrial {

    private final Ordeal.Kind kind;
    private final CrashedService service;
    private final Ordeal ordeal;
    private final List<Write> expected;
    private final Optional<CrashPoint> point;

    private CrashTrial(Ordeal.Kind kind, CrashedService service, List<Write> expected, Optional<CrashPoint> point) {
        this.kind = kind;
        this.service = service;
        this.ordeal = kind.of(service);
        this.expected = expected;
        this.point = point;
    }

    /** Shows which writes there are. */
    static CrashTrial undisturbed(Ordeal.Kind kind, CrashedService service) {
        return new CrashTrial(kind, service, List.of(), Optional.empty());
    }

    /** @param expected all writes of the ordeal */
    static CrashTrial crashed(Ordeal.Kind kind, CrashedService service, List<Write> expected, CrashPoint point) {
        return new CrashTrial(kind, service, expected, Optional.of(point));
    }

    Ordeal.Kind kind() {
        return kind;
    }

    CrashServer server() {
        return service.server();
    }

    /** Whether it is held with the lock under which its server is written to, so that no other one there can be. */
    boolean holdsLock() {
        return point.filter(at -> holdsLock(expected.get(at.write()), at.moment()))
                .isPresent();
    }

    /** In PostgreSQL the lock lasts from the first statement to COMMIT, in MySQL for all that is done. */
    private boolean holdsLock(Write write, Moment moment) {
        var inTransaction = write.words().equals("COMMIT") == (moment == Moment.BEFORE);
        return write.place() == Place.DATABASE && (server().engine() != Engine.POSTGRES || inTransaction);
    }

    void prepare() throws SQLException {
        ordeal.prepare();
    }

    void awaitPrepared() {
        await("before it").atMost(Patience.LIMIT).untilAsserted(ordeal::requirePrepared);
    }

    void begin(CrashGate gate) {
        gate.count(service.name(), point);
        ordeal.begin();
    }

    /** @throws AssertionError when the ordeal passes without this point, or another write is there */
    void awaitHeld(CrashGate gate) {
        await("is held").atMost(Patience.LIMIT).untilAsserted(() -> assertThat(gate.holds(service.name()))
                .as("held after " + gate.seen(service.name()))
                .isTrue());
        assertThat(gate.seen(service.name())).hasToString(madeAtMost().toString());
    }

    void requireServed() throws SQLException {
        ordeal.requireServed(madeAtMost());
    }

    /** All its writes. */
    List<Write> seen(CrashGate gate) {
        return gate.seen(service.name());
    }

    void awaitDone() {
        await("recovers").atMost(Patience.LIMIT).untilAsserted(ordeal::requireDone);
    }

    void end() {
        service.leaveAlone();
    }

    private List<Write> madeAtMost() {
        return expected.subList(0, point.orElseThrow().write() + 1);
    }

    @Override
    public String toString() {
        return "%s %s, killed %s"
                .formatted(
                        kind,
                        service.name(),
                        point.map(at -> at.moment() + " write " + at.write() + ": " + expected.get(at.write()))
                                .orElse("never"));
    }

    /** What may go wrong with one trial without ending the others. */
    Optional<String> failure(ThrowingRunnable step) {
        try {
            step.run();
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(this + ": " + e.getMessage());
        }
    }
}
