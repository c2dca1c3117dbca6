package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.endtoend.CrashServer.Engine;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.WithOwnControlPlane;
import dev.lakou.faults.Write;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

/**
 * The operator is killed around every write of every operation, on every engine; the next one finishes what it began.
 *
 * <p>A JVM takes seconds to start, so that each kill hits several services, and the operator that must recover those of
 * one round is the one that is killed in the next. One service of a server is hit at a time where it holds the lock of its
 * server, as nearly every write does in MySQL: there are several servers, that share those points between them. MySQL and
 * MariaDB, of which the operator knows one dialect, take turns where they are written the same.
 */
@WithOwnControlPlane
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
class CrashIT {
    private static final Map<Engine, Integer> SEVERAL = Map.of(Engine.POSTGRES, 2, Engine.MYSQL, 2, Engine.MARIADB, 2);

    private final CrashGate gate = new CrashGate();
    private final Map<Engine, Integer> lockedPoints = new EnumMap<>(Engine.class);

    @Test
    void recoversFromACrashAroundEveryWrite() throws SQLException {
        try (var site = new CrashSite("crash", gate, SEVERAL)) {
            site.startOperator();
            site.warmUp();
            var trials = trials(site);
            var table = new CrashTable(trials);

            List<CrashTrial> crashed = List.of();
            for (var round : CrashRounds.of(trials)) {
                each(round, table, CrashTrial::prepare);
                recover(crashed, table);
                each(round, table, CrashTrial::awaitPrepared);
                hold(round, table);
                site.killOperator();
                gate.release();
                each(round, table, CrashTrial::requireServed);
                site.startOperator();
                site.warmUp();
                crashed = round;
            }
            recover(crashed, table);

            System.err.println(table);
            assertThat(table.failures()).isEmpty();
        }
    }

    /** One trial for each point that is seen when nothing goes wrong. */
    private List<CrashTrial> trials(CrashSite site) throws SQLException {
        var undisturbed = new ArrayList<CrashTrial>();
        for (var engine : Engine.values()) {
            for (var kind : Ordeal.Kind.values()) {
                var server = site.servers(engine).get(0);
                undisturbed.add(CrashTrial.undisturbed(kind, service(site, server, kind, 0)));
            }
        }
        site.servers().forEach(server -> site.team().awaitServerReason(server.name(), "Reconciled"));
        for (var trial : undisturbed) {
            trial.prepare();
        }
        undisturbed.forEach(CrashTrial::awaitPrepared);
        together(undisturbed).forEach(trial -> trial.begin(gate));
        alone(undisturbed).forEach(trial -> {
            trial.begin(gate);
            trial.awaitDone();
        });
        var trials = new ArrayList<CrashTrial>();
        var seen = new EnumMap<Ordeal.Kind, Map<Engine, List<Write>>>(Ordeal.Kind.class);
        for (var trial : undisturbed) {
            trial.awaitDone();
            var writes = trial.seen(gate);
            System.err.printf(
                    "[crash] %s, %s: %s%n", trial.kind(), trial.server().engine(), writes);
            seen.computeIfAbsent(trial.kind(), any -> new EnumMap<>(Engine.class))
                    .put(trial.server().engine(), writes);
            trial.end();
        }
        for (var trial : undisturbed) {
            trials.addAll(around(seen.getOrDefault(trial.kind(), Map.of()), site, trial));
        }
        gate.release();
        return trials;
    }

    private List<CrashTrial> around(Map<Engine, List<Write>> seen, CrashSite site, CrashTrial trial) {
        var trials = new ArrayList<CrashTrial>();
        var engine = trial.server().engine();
        var writes = seen.getOrDefault(engine, List.of());
        var servers = site.servers(engine);
        for (var point : points(engine, seen)) {
            var server = servers.get(lockedPoints.getOrDefault(engine, 0) % servers.size());
            var service = service(site, server, trial.kind(), trials.size() + 1);
            var crashed = CrashTrial.crashed(trial.kind(), service, writes, point);
            if (crashed.holdsLock()) {
                lockedPoints.merge(engine, 1, Integer::sum);
            }
            trials.add(crashed);
        }
        return trials;
    }

    private static List<CrashPoint> points(Engine engine, Map<Engine, List<Write>> seen) {
        var writes = seen.getOrDefault(engine, List.of());
        return switch (engine) {
            case POSTGRES -> CrashPoint.around(writes.size());
            case MYSQL -> CrashTurns.points(writes, seen.getOrDefault(Engine.MARIADB, List.of()), 0);
            case MARIADB -> CrashTurns.points(writes, seen.getOrDefault(Engine.MYSQL, List.of()), 1);
        };
    }

    private static CrashedService service(CrashSite site, CrashServer server, Ordeal.Kind kind, int number) {
        return new CrashedService(
                site,
                server,
                "%s%s%03d".formatted(server.engine(), kind, number).toLowerCase(Locale.ROOT));
    }

    /** Brings each service to its point; those last that keep others from theirs. */
    private void hold(List<CrashTrial> round, CrashTable table) {
        for (var locks : Arrays.asList(false, true)) {
            var some =
                    round.stream().filter(trial -> trial.holdsLock() == locks).toList();
            each(together(some), table, trial -> trial.begin(gate));
            each(together(some), table, trial -> trial.awaitHeld(gate));
            each(alone(some), table, trial -> {
                trial.begin(gate);
                trial.awaitHeld(gate);
            });
        }
    }

    private static List<CrashTrial> together(List<CrashTrial> trials) {
        return trials.stream()
                .filter(trial -> trial.server().engine() != Engine.POSTGRES)
                .toList();
    }

    /** What is written to a PostgreSQL server at the same time would go as one transaction. */
    private static List<CrashTrial> alone(List<CrashTrial> trials) {
        return trials.stream()
                .filter(trial -> trial.server().engine() == Engine.POSTGRES)
                .toList();
    }

    private static void recover(List<CrashTrial> crashed, CrashTable table) {
        each(crashed, table, CrashTrial::awaitDone);
        crashed.forEach(CrashTrial::end);
    }

    private static void each(List<CrashTrial> trials, CrashTable table, Step step) {
        for (var trial : trials) {
            if (!table.hasFailed(trial)) {
                ThrowingRunnable one = () -> step.of(trial);
                trial.failure(one).ifPresent(why -> table.failed(trial, why));
            }
        }
    }

    /** A part of a trial. */
    private interface Step {
        void of(CrashTrial trial) throws Throwable;
    }
}
