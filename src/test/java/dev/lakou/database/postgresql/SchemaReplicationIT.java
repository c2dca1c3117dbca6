package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.WithDialectServers;
import dev.lakou.database.move.Finding;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresOptions;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A schema follows to another server while the service writes on. */
@WithDialectServers
@NeedsServers({Part.POSTGRESQL_15, Part.POSTGRESQL_18})
class SchemaReplicationIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static PostgresUnderTest source;
    private static PostgresUnderTest target;

    @BeforeAll
    static void start() {
        var logical = PostgresOptions.standard().with("wal_level", "logical");
        source = PostgresUnderTest.start(15, Administrator.SUPERUSER, logical);
        target = PostgresUnderTest.start(18, Administrator.SUPERUSER, logical);
    }

    @AfterAll
    static void stop() {
        source.cluster().close();
        target.cluster().close();
    }

    @Test
    void nothingIsLostOrWrittenTwiceWhileTheServiceWritesOn() throws Exception {
        try (var moving = service("follo\"wed")) {
            assertThat(moving.transfer.review().findings())
                    .filteredOn(Finding::refuses)
                    .allMatch(finding -> finding.text().contains("not offered"));
            moving.prepareTarget();
            var writers = new MovingWriters(moving);

            begin(moving);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> moving.executeAtSource("ALTER TABLE plain ADD COLUMN x integer"))
                    .withMessageContaining("must be owner");
            awaitComplete(moving);
            assertThat(moving.transfer.rehearse().differences()).isEmpty();
            var fence = moving.transfer.fence(SOON);
            assertThat(moving.transfer.caughtUp(fence, SOON)).isTrue();
            moving.transfer.complete();
            var report = moving.transfer.verify();
            moving.openTarget();
            writers.goTo(moving.there, moving.to);

            assertThat(report.differences()).isEmpty();
            assertThat(writers.end())
                    .isEqualTo(moving.askTarget("SELECT string_agg(id::text, ',' ORDER BY id) FROM written"));
            moving.transfer.dismantle();
            moving.transfer.setAside();
            moving.transfer.dropAside();
            assertThat(MovingService.leftovers(source)).isEmpty();
            assertThat(MovingService.leftovers(target)).isEmpty();
        }
    }

    @Test
    void calledOffAfterWhicheverStepItLeavesTheSourceAsItWas() throws Exception {
        try (var moving = service("called_off")) {
            var before = source.inventory();
            moving.prepareTarget();

            moving.transfer.freezeDdl();
            moving.transfer.abort();
            assertThat(source.inventory()).isEqualTo(before);
            begin(moving);
            moving.transfer.abort();
            assertThat(source.inventory()).isEqualTo(before);
            moving.prepareTarget();
            begin(moving);
            awaitComplete(moving);
            var fence = moving.transfer.fence(SOON);
            moving.transfer.caughtUp(fence, SOON);
            moving.transfer.complete();
            moving.transfer.unfence();
            moving.executeAtSource("INSERT INTO plain VALUES (77, 'after')");
            moving.transfer.abort();
            moving.transfer.abort();

            assertThat(source.inventory()).isEqualTo(before);
            assertThat(MovingService.leftovers(source)).isEmpty();
            assertThat(MovingService.leftovers(target)).isEmpty();
            moving.executeAtSource("ALTER TABLE plain ADD COLUMN x integer");
        }
    }

    @Test
    void aLostSlotAndADeadTargetAreToldAndCalledOff() throws Exception {
        try (var moving = service("troubled")) {
            moving.prepareTarget();
            begin(moving);
            awaitComplete(moving);
            target.cluster().close();
            source.run("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");

            assertThatExceptionOfType(DatabaseException.class).isThrownBy(moving.transfer::abort);
            target.cluster().startAgain();
            moving.forgetDeadConnections();
            assertThat(moving.transfer.progress().trouble()).anyMatch(text -> text.contains("slot is gone"));
            moving.transfer.abort();

            assertThat(MovingService.leftovers(source)).isEmpty();
            assertThat(MovingService.leftovers(target)).isEmpty();
        }
    }

    private static MovingService service(String schema) throws SQLException {
        return new MovingService(source, target, schema, MoveMethod.REPLICATE)
                .executeAtSource(
                        "CREATE TABLE written (id bigint PRIMARY KEY, at timestamptz DEFAULT now())",
                        "CREATE TABLE plain (id integer, word text)",
                        "INSERT INTO plain SELECT i, repeat(md5(i::text), 20) FROM generate_series(1, 20000) i",
                        "CREATE TABLE parts (id integer, word text) PARTITION BY RANGE (id)",
                        "CREATE TABLE part_1 PARTITION OF parts FOR VALUES FROM (0) TO (50)",
                        "CREATE TABLE part_2 PARTITION OF parts FOR VALUES FROM (50) TO (100)",
                        "INSERT INTO parts SELECT i, 'w' FROM generate_series(0, 99) i",
                        "CREATE SEQUENCE numbers",
                        "SELECT nextval('numbers')",
                        "CREATE MATERIALIZED VIEW kept AS SELECT count(*) AS n FROM parts");
    }

    /** Each step twice, as after a crash. */
    private static void begin(MovingService moving) {
        moving.transfer.freezeDdl();
        moving.transfer.freezeDdl();
        moving.transfer.copyStructure();
        moving.transfer.copyStructure();
        moving.transfer.startReplication();
        moving.transfer.startReplication();
    }

    private static void awaitComplete(MovingService moving) throws InterruptedException {
        for (var tries = 300; !moving.transfer.progress().isComplete(); tries--) {
            assertThat(tries).as("%s", moving.transfer.progress()).isPositive();
            Thread.sleep(100);
        }
    }
}
