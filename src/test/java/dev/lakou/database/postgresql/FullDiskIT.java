package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.SmallDisk;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A schema is to go where the disk is full. */
@WithPostgresServers
@NeedsServers({Part.POSTGRESQL_18})
class FullDiskIT {
    private static final SmallDisk DISK = SmallDisk.of(64);
    private static PostgresUnderTest source;
    private static PostgresUnderTest target;

    @BeforeAll
    static void start() throws SQLException {
        source = PostgresUnderTest.logical(18, Administrator.GRANT_OPTION);
        target = PostgresUnderTest.start(
                18,
                Administrator.DATABASE_OWNER,
                PostgresOptions.standard()
                        .with("wal_retrieve_retry_interval", "200ms")
                        .with(DISK));
        target.in("postgres")
                .run(
                        "GRANT pg_create_subscription TO operator",
                        "CREATE TABLESPACE small LOCATION '" + DISK.folder() + "'",
                        "ALTER DATABASE engarde SET TABLESPACE small");
    }

    @AfterAll
    static void end() {
        target.cluster().close();
    }

    @Test
    void itIsToldInWordsAndTheServiceWritesOnUntilThereIsRoom() throws Exception {
        takeRoom();
        try (var moving = service("cramped", MoveMethod.REPLICATE)) {
            Following.begin(moving.transfer);

            Following.awaitStandstill(
                    moving.transfer, () -> moving.executeAtSource("INSERT INTO written DEFAULT VALUES"));
            await().untilAsserted(() -> assertThat(moving.transfer.progress().trouble())
                    .anyMatch(text -> text.contains("The server's disk is full")));
            makeRoom();
            Following.awaitComplete(moving.transfer);
            Following.cutOver(moving.transfer);
            moving.transfer.abort();

            assertThat(MovingService.leftovers(source)).isEmpty();
            assertThat(MovingService.leftovers(target)).isEmpty();
        }
    }

    @Test
    void aCopyThatFindsNoRoomIsTakenBackAndMayBeTriedAgain() throws Exception {
        takeRoom();
        try (var moving = service("crammed", MoveMethod.COPY)) {
            moving.transfer.fence(Following.SOON);
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(moving.transfer::copyData)
                    .withMessageContaining("The server's disk is full");
            moving.transfer.unfence();
            moving.executeAtSource("INSERT INTO written DEFAULT VALUES");

            makeRoom();
            moving.transfer.fence(Following.SOON);
            moving.transfer.copyData();
            moving.transfer.complete();

            assertThat(moving.transfer.verify().differences()).isEmpty();
        }
    }

    private static MovingService service(String schema, MoveMethod method) throws SQLException {
        return new MovingService(source, target, schema, method)
                .executeAtSource(
                        "CREATE TABLE written (id serial PRIMARY KEY)",
                        "CREATE TABLE big (id integer PRIMARY KEY, word text)",
                        "INSERT INTO big SELECT i, repeat(md5(i::text), 30) FROM generate_series(1, 16000) i")
                .prepareTarget();
    }

    private static void takeRoom() throws SQLException {
        target.run(
                "DROP TABLE IF EXISTS ballast",
                "CREATE TABLE ballast AS SELECT repeat(md5(i::text), 30) FROM generate_series(1, 44000) i");
    }

    private static void makeRoom() throws SQLException {
        target.run("DROP TABLE ballast");
    }
}
