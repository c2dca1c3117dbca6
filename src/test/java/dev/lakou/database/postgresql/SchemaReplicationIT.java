package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.move.Finding;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A schema follows to another server while the service writes on. */
@WithPostgresServers
@NeedsServers({Part.POSTGRESQL_15, Part.POSTGRESQL_18})
class SchemaReplicationIT {

    /** The oldest way, for which superusers are needed, and the newest without any. */
    static Stream<PostgresUnderTest> sources() {
        return Stream.of(
                PostgresUnderTest.logical(15, Administrator.SUPERUSER),
                PostgresUnderTest.logical(18, Administrator.GRANT_OPTION));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void nothingIsLostOrWrittenTwiceWhileTheServiceWritesOn(PostgresUnderTest source) throws Exception {
        try (var moving = service(source, "follo\"wed")) {
            assertThat(moving.transfer.review().findings())
                    .filteredOn(Finding::refuses)
                    .allMatch(finding -> finding.text().contains("not offered"));
            moving.prepareTarget();
            var writers = moving.writers();

            Following.begin(moving.transfer);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> moving.executeAtSource("ALTER TABLE plain ADD COLUMN x integer"))
                    .withMessageContaining("must be owner");
            moving.executeAtSource("DELETE FROM plain WHERE id < 10", "UPDATE plain SET word = 'new' WHERE id < 20");
            Following.awaitComplete(moving.transfer);
            Following.cutOver(moving.transfer);
            moving.openTarget();
            writers.goTo(moving.there, moving.to::connect);

            assertThat(writers.end())
                    .isEqualTo(moving.askTarget("SELECT string_agg(id::text, ',' ORDER BY id) FROM written"));
            moving.transfer.dismantle();
            moving.transfer.setAside();
            moving.transfer.dropAside();
            assertThat(MovingService.leftovers(source)).isEmpty();
            assertThat(MovingService.leftovers(moving.to)).isEmpty();
        }
    }

    @Test
    void calledOffAfterWhicheverStepItLeavesTheSourceAsItWas() throws Exception {
        var source = PostgresUnderTest.logical(18, Administrator.GRANT_OPTION);
        try (var moving = service(source, "called_off")) {
            var before = source.inventory();
            moving.prepareTarget();

            moving.transfer.freezeDdl();
            moving.transfer.abort();
            assertThat(source.inventory()).isEqualTo(before);
            Following.begin(moving.transfer);
            moving.transfer.abort();
            assertThat(source.inventory()).isEqualTo(before);
            moving.prepareTarget();
            Following.begin(moving.transfer);
            Following.begin(moving.transfer);
            Following.awaitComplete(moving.transfer);
            Following.cutOver(moving.transfer);
            moving.transfer.unfence();
            moving.executeAtSource("INSERT INTO plain VALUES (77, 'after')");
            moving.transfer.abort();
            moving.transfer.abort();

            assertThat(source.inventory()).isEqualTo(before);
            assertThat(MovingService.leftovers(source)).isEmpty();
            assertThat(MovingService.leftovers(moving.to)).isEmpty();
            moving.executeAtSource("ALTER TABLE plain ADD COLUMN x integer");
        }
    }

    private static MovingService service(PostgresUnderTest source, String schema) throws SQLException {
        var target = PostgresUnderTest.logical(
                18, source.administratorIsSuperuser() ? Administrator.SUPERUSER : Administrator.DATABASE_OWNER);
        return new MovingService(source, target, schema, MoveMethod.REPLICATE)
                .executeAtSource(
                        "CREATE TABLE written (id bigint PRIMARY KEY, at timestamptz DEFAULT now())",
                        "CREATE TABLE plain (id integer, word text)",
                        "INSERT INTO plain SELECT i, repeat(md5(i::text), 20) FROM generate_series(1, 20000) i",
                        "CREATE TABLE late (id integer PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)",
                        "INSERT INTO late VALUES (1)",
                        "CREATE TABLE parts (id integer, word text) PARTITION BY RANGE (id)",
                        "CREATE TABLE part_1 PARTITION OF parts FOR VALUES FROM (0) TO (50)",
                        "CREATE TABLE part_2 PARTITION OF parts FOR VALUES FROM (50) TO (100)",
                        "INSERT INTO parts SELECT i, 'w' FROM generate_series(0, 99) i",
                        "CREATE SEQUENCE numbers",
                        "SELECT nextval('numbers')",
                        "CREATE MATERIALIZED VIEW kept AS SELECT count(*) AS n FROM written");
    }
}
