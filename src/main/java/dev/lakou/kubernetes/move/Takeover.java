package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.move.SchemaTransfers;
import dev.lakou.database.move.TransferReport;
import dev.lakou.kubernetes.move.CutOver.CalledOffException;
import dev.lakou.kubernetes.schema.SchemaElsewhere;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.server.TenantIndex;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

/** Takes a service over to the other server, and tells its clients of it. */
@Singleton
class Takeover {
    /** After the decision, for the Secret and for what is seen of it here. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long PAUSE = 20;

    /** Of moments in which services cannot write: it does nothing but look at the clock. */
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "cut-over-timer");
        thread.setDaemon(true);
        return thread;
    });

    private final SchemaTransfers transfers;
    private final SchemaElsewhere elsewhere;
    private final MoveGrip grip;
    private final TenantIndex tenants;
    private final Clock clock;

    Takeover(SchemaTransfers transfers, SchemaElsewhere elsewhere, MoveGrip grip, TenantIndex tenants, Clock clock) {
        this.transfers = transfers;
        this.elsewhere = elsewhere;
        this.grip = grip;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** @throws CalledOffException when the service writes on where it was */
    MoveTurn cutOver(MoveSubject subject) {
        grip.hold(subject);
        var from = subject.source().name();
        var to = subject.target().name();
        try (var transfer = subject.open(transfers)) {
            var done = new CutOver(transfer, subject.longestGap(), timer, System::nanoTime).run(() -> {
                // It may be that the namespace may not be there any more.
                elsewhere.admit(subject.schema(), to, subject.context());
                grip.decision(subject).decide(from, to);
            });
            var told = handOver(subject);
            return acknowledge(subject).with(draft -> draft.verified(same(done.report()))
                    .gap(Sizes.of(done.gap().plus(told))));
        }
    }

    /** The service is on the other server: its own controller goes on there. */
    MoveTurn acknowledge(MoveSubject subject) {
        grip.letGo(subject.move());
        var time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return MoveTurn.moving(Phase.Switched, "The service is on the other server; the former one is closed to it.")
                .with(draft -> draft.switched(time).next("What is left at the former server is set aside."));
    }

    /** @return how long it took until its Secret told the other server */
    private Duration handOver(MoveSubject subject) {
        var schema = subject.schema();
        var to = subject.target().name();
        var begin = System.nanoTime();
        // Who still saw the former server would open it again.
        await(schema, one -> EffectiveServer.of(one).equals(to), begin);
        grip.letGo(subject.move());
        await(schema, one -> MoveSubject.isReadyOn(one, to), begin);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void await(ServiceSchema schema, Predicate<ServiceSchema> condition, long begin) {
        var id = ResourceID.fromResource(schema);
        var cache = tenants.schemas().orElseThrow();
        while (cache.get(id).filter(condition).isEmpty() && System.nanoTime() - begin < PATIENCE.toNanos()) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static List<String> same(TransferReport report) {
        return report.comparisons().stream()
                .map(one -> one.what() + ": " + one.source())
                .toList();
    }
}
