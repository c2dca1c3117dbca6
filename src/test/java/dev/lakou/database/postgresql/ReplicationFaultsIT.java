package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.TlsMode;
import dev.lakou.database.move.Finding;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.move.TransferProgress;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.faults.Fate;
import dev.lakou.faults.FaultProxy;
import dev.lakou.faults.Write;
import dev.lakou.faults.WriteGate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever happens while a schema follows to another server, the service writes on and nothing is left. */
@WithPostgresServers
@NeedsServers({Part.POSTGRESQL_18})
class ReplicationFaultsIT {
    private static final PostgresUnderTest SOURCE = PostgresUnderTest.logical(18, Administrator.GRANT_OPTION);
    private static final PostgresUnderTest TARGET = PostgresUnderTest.logical(18, Administrator.DATABASE_OWNER);

    @Test
    void endedAtWhicheverWriteItIsCalledOffAndNothingIsLeft() throws Exception {
        try (var moving = service("ended")) {
            var before = SOURCE.inventory();
            var writes = 0;
            for (var last = false; !last; writes++) {
                moving.prepareTarget();

                last = isWholeBeforeItEndsAt(moving, writes);
                try (var next = moving.open(SOURCE.configuration(), TARGET.configuration())) {
                    next.abort();
                }

                assertThat(SOURCE.inventory()).as("after write %d", writes).isEqualTo(before);
                requireNothingLeft(moving);
            }
            assertThat(writes).isGreaterThan(10);
        }
    }

    /** The process ends before a write, and its connections with it, so that it is as after the one before. */
    private static boolean isWholeBeforeItEndsAt(MovingService moving, int write) throws InterruptedException {
        var gate = new End(write);
        try (var here = FaultProxy.ofPostgres(SOURCE.cluster(), gate);
                var there = FaultProxy.ofPostgres(TARGET.cluster(), gate);
                var transfer = moving.open(by(here, SOURCE), by(there, TARGET))) {
            Following.begin(transfer);
            while (!transfer.progress().isComplete() && !gate.over) {
                Thread.sleep(20);
            }
            if (!gate.over) {
                Following.cutOver(transfer);
            }
            return !gate.over;
        } catch (DatabaseException e) {
            return false;
        }
    }

    @Test
    void aLostSlotAndADeadTargetAreToldAndCalledOff() throws Exception {
        try (var moving = service("troubled")) {
            moving.prepareTarget();
            Following.begin(moving.transfer);
            Following.awaitComplete(moving.transfer);
            var replication = Following.name(TARGET);
            TARGET.run("ALTER SUBSCRIPTION " + replication + " DISABLE");
            throwAwayLog();
            assertThat(moving.transfer.progress().lost())
                    .hasValueSatisfying(why -> assertThat(why).contains("has thrown away log"));
            TARGET.cluster().close();
            SOURCE.run("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");

            assertThatExceptionOfType(DatabaseException.class).isThrownBy(moving.transfer::abort);
            moving.executeAtSource("CREATE TABLE anew (id integer)");
            assertThat(MovingService.leftovers(SOURCE)).isEmpty();
            TARGET.cluster().startAgain();
            moving.forgetDeadConnections();
            assertThat(moving.transfer.progress().lost())
                    .hasValueSatisfying(why -> assertThat(why).contains("slot \"" + replication + "\" is gone"));
            TARGET.run(
                    "ALTER SUBSCRIPTION " + replication + " SET (slot_name = NONE)",
                    "DROP SUBSCRIPTION " + replication);
            assertThat(moving.transfer.progress().lost()).hasValueSatisfying(why -> assertThat(why)
                    .contains("subscription \"" + replication + "\" is gone"));
            moving.transfer.abort();

            requireNothingLeft(moving);
        }
    }

    /** The source keeps its log for one that falls behind, on a disk that is not this service's alone. */
    private static void throwAwayLog() throws SQLException {
        SOURCE.run("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'", "SELECT pg_reload_conf()");
        try {
            await().until(() -> {
                SOURCE.run(
                        "SELECT pg_logical_emit_message(true, 'lakou', 'x')", "SELECT pg_switch_wal()", "CHECKPOINT");
                return SOURCE.read("SELECT wal_status FROM pg_replication_slots")
                        .equals(List.of("lost"));
            });
        } finally {
            SOURCE.run("ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()");
        }
    }

    @Test
    void aSlowNetworkGetsNowhereAndACutOneIsToldAndEitherIsCalledOff() throws Exception {
        try (var moving = service("cut_off")) {
            moving.prepareTarget();
            var bytesPerSecond = new AtomicLong(1 << 30);
            var line = FaultProxy.slow(SOURCE.cluster(), bytesPerSecond::get);
            var transfer = moving.open(by(line, SOURCE), TARGET.configuration());
            Following.begin(transfer);
            Following.awaitComplete(transfer);

            bytesPerSecond.set(10_000);
            var seen = moving.open(SOURCE.configuration(), TARGET.configuration());
            moving.executeAtSource("INSERT INTO plain SELECT i, repeat('x', 1000) FROM generate_series(1, 6000) i");
            Following.awaitStandstill(
                    seen,
                    () -> moving.executeAtSource(
                            "INSERT INTO plain SELECT i, repeat('x', 1000) FROM generate_series(1, 100) i"));
            assertThat(seen.progress().lagBytes()).isGreaterThan(TransferProgress.CLOSE);
            var fence = seen.fence(Following.SOON);
            assertThat(seen.caughtUp(fence, Duration.ofMillis(300))).isFalse();
            seen.unfence();

            line.close();
            moving.executeAtSource("INSERT INTO plain VALUES (1, 'on')");
            await().until(() -> !seen.progress().trouble().isEmpty());
            assertThatExceptionOfType(DatabaseException.class).isThrownBy(transfer::abort);
            seen.abort();

            requireNothingLeft(moving);
            seen.close();
            transfer.close();
        }
    }

    @Test
    void aSourceThatStartsAnewIsFollowedOn() throws Exception {
        try (var moving = service("anew")) {
            moving.prepareTarget();
            Following.begin(moving.transfer);
            Following.awaitComplete(moving.transfer);

            SOURCE.cluster().close();
            SOURCE.cluster().startAgain();
            moving.forgetDeadConnections();
            moving.executeAtSource("INSERT INTO plain VALUES (5, 'after')");
            awaitNoTrouble(moving.transfer);
            Following.cutOver(moving.transfer);
            moving.openTarget();

            assertThat(moving.askTarget("SELECT word FROM plain WHERE id = 5")).isEqualTo("after");
            moving.transfer.dismantle();
            moving.transfer.setAside();
            moving.transfer.dropAside();
            assertThat(MovingService.leftovers(SOURCE)).isEmpty();
        }
    }

    @Test
    void allThatSpeaksAgainstItIsToldTogetherAndNothingIsChanged() throws Exception {
        try (var moving = service("unfit")) {
            moving.executeAtSource(
                    "CREATE UNLOGGED TABLE quick (id integer PRIMARY KEY)",
                    "CREATE TABLE talk (said json, words text[], loud text GENERATED ALWAYS AS ('!') STORED)",
                    "CREATE FUNCTION touched() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'",
                    "CREATE TRIGGER touch AFTER INSERT ON plain FOR EACH ROW EXECUTE FUNCTION touched()",
                    "ALTER TABLE plain ENABLE ALWAYS TRIGGER touch");
            SOURCE.run("ALTER ROLE operator NOREPLICATION");
            SOURCE.cluster().admit("host all operator,postgres 127.0.0.1/32 scram-sha-256");
            try {
                var before = TARGET.inventory();

                var findings = moving.transfer.review().findings();

                assertThat(findings)
                        .filteredOn(Finding::refuses)
                        .extracting(Finding::text)
                        .anyMatch(text -> text.contains("unfit.quick"))
                        .anyMatch(text -> text.contains("said of unfit.talk (json)") && !text.contains("words"))
                        .anyMatch(text -> text.contains("loud of unfit.talk"))
                        .anyMatch(text -> text.contains("touch of unfit.plain"))
                        .anyMatch(text -> text.contains("may not make a login that replicates"))
                        .anyMatch(text -> text.contains("does not reach the source") && text.contains("pg_hba.conf"))
                        .hasSize(6);
                assertThat(TARGET.inventory()).isEqualTo(before);
            } finally {
                SOURCE.run("ALTER ROLE operator REPLICATION");
                SOURCE.cluster().admit("host all all 127.0.0.1/32 scram-sha-256");
            }
        }
    }

    private static void awaitNoTrouble(SchemaTransfer transfer) throws InterruptedException {
        for (var tries = 300; !transfer.progress().trouble().isEmpty(); tries--) {
            assertThat(tries).as("%s", transfer.progress()).isPositive();
            Thread.sleep(50);
        }
    }

    private static void requireNothingLeft(MovingService moving) throws SQLException {
        assertThat(MovingService.leftovers(SOURCE)).isEmpty();
        assertThat(MovingService.leftovers(TARGET)).isEmpty();
        moving.executeAtSource("CREATE TABLE again (id integer)", "DROP TABLE again");
    }

    private static MovingService service(String schema) throws SQLException {
        return new MovingService(SOURCE, TARGET, schema, MoveMethod.REPLICATE)
                .executeAtSource(
                        "CREATE TABLE written (id serial PRIMARY KEY)",
                        "CREATE TABLE plain (id integer, word text)",
                        "INSERT INTO plain VALUES (0, 'first')");
    }

    private static ServerConfiguration by(FaultProxy proxy, PostgresUnderTest server) {
        var plain = server.configuration();
        return new ServerConfiguration(
                        plain.engine(),
                        plain.host(),
                        proxy.port(),
                        plain.database(),
                        plain.username(),
                        plain.password(),
                        plain.tls(),
                        plain.maxConnections(),
                        Optional.empty())
                .with(TlsMode.DISABLE);
    }

    /** Lets so many writes through; nobody is heard any more after that. */
    private static final class End implements WriteGate {
        /** Before a commit it is as before its statements, and that tables are looked at or copied changes nothing to take back. */
        private static final Pattern NOTHING_NEW = Pattern.compile("COMMIT|ANALYZE|START_REPLICATION|COPY");

        private final AtomicInteger left;
        private volatile boolean over;

        End(int writes) {
            this.left = new AtomicInteger(writes);
        }

        @Override
        public Fate before(Write write) {
            over |= isNew(write) && left.getAndDecrement() <= 0;
            return over ? Fate.CUT : Fate.PASS;
        }

        private static boolean isNew(Write write) {
            return !NOTHING_NEW.matcher(write.words()).lookingAt()
                    && !write.text().contains("_sync_");
        }

        @Override
        public Fate after(Write write) {
            return over ? Fate.CUT : Fate.PASS;
        }
    }
}
