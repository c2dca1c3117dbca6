package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.move.Finding;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.Patience;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A schema is copied from the oldest server to the newest, by administrators who are no superusers. */
@WithPostgresServers
@NeedsServers({Part.POSTGRESQL_14, Part.POSTGRESQL_18})
class SchemaCopyIT {
    private static final List<String> EVERYTHING = List.of(
            "CREATE TYPE mood AS ENUM ('good', 'b''ad')",
            "CREATE DOMAIN age AS integer CHECK (value >= 0)",
            "CREATE TYPE pair AS (one integer, other text)",
            "CREATE FUNCTION doubled(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $x$ SELECT $1 * 2 -- ; {d\n $x$",
            "CREATE TABLE \"we\"\"ird {d} t'able\" (id serial PRIMARY KEY, \"co;l\"\"umn\" text, big text)",
            "INSERT INTO \"we\"\"ird {d} t'able\" (\"co;l\"\"umn\", big) SELECT E'a\\tb\\\\\\n' || i, repeat(md5(i::text), 200) FROM generate_series(1, 2000) i",
            "DELETE FROM \"we\"\"ird {d} t'able\" WHERE id % 7 = 0",
            "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, amount numeric NOT NULL, twice numeric GENERATED ALWAYS AS (amount * 2) STORED,"
                    + " m mood DEFAULT 'good', a age, p pair, at timestamptz DEFAULT now(), j jsonb, f double precision, b bytea)",
            "INSERT INTO orders (amount, a, p, j, f, b) SELECT i, i, ROW(i, 'x'::text)::pair, '{\"a\": 1}', 1.0 / i, '\\xdead' FROM generate_series(1, 500) i",
            "CREATE TABLE lines (order_id bigint REFERENCES orders, parent bigint, note text)",
            "INSERT INTO lines SELECT i, i, 'n' || i FROM generate_series(1, 100) i",
            "CREATE INDEX lines_note ON lines (lower(note)) WHERE note IS NOT NULL",
            "CREATE TABLE parts (id integer, at date) PARTITION BY RANGE (id)",
            "CREATE TABLE part_1 PARTITION OF parts FOR VALUES FROM (0) TO (50)",
            "CREATE TABLE part_2 PARTITION OF parts FOR VALUES FROM (50) TO (100)",
            "INSERT INTO parts SELECT i, now() FROM generate_series(0, 99) i",
            "CREATE TABLE heirs (extra integer) INHERITS (lines)",
            "INSERT INTO heirs VALUES (1, 2, 'h', 3)",
            "CREATE UNLOGGED TABLE quick (id integer)",
            "INSERT INTO quick VALUES (1)",
            "CREATE SEQUENCE numbers START 40",
            "CREATE SEQUENCE unused",
            "SELECT nextval('numbers')",
            "CREATE VIEW seen AS SELECT id, twice FROM orders WHERE amount > 10",
            "CREATE MATERIALIZED VIEW kept AS SELECT count(*) AS n FROM seen",
            "CREATE UNIQUE INDEX kept_n ON kept (n)",
            "CREATE MATERIALIZED VIEW keptest AS SELECT n FROM kept",
            "CREATE FUNCTION touched() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO lines (note) VALUES (''touched''); RETURN new; END'",
            "CREATE TRIGGER touch AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION touched()",
            "COMMENT ON TABLE orders IS 'it''s \\ all'",
            "COMMENT ON COLUMN orders.amount IS 'how much'",
            "ALTER TABLE lines ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY mine ON lines USING (note IS NOT NULL)",
            "CREATE STATISTICS correlated ON order_id, parent FROM lines");

    private static MovingService service(String schema) throws SQLException {
        return service(schema, schema);
    }

    private static MovingService service(String schema, String targetSchema) throws SQLException {
        return new MovingService(
                PostgresUnderTest.shared(14, Administrator.GRANT_OPTION),
                PostgresUnderTest.shared(18, Administrator.DATABASE_OWNER),
                schema,
                targetSchema,
                MoveMethod.COPY);
    }

    @Test
    void everythingArrivesAndIsFoundTheSame() throws SQLException {
        try (var moving = service("copy \"it\" now")) {
            moving.executeAtSource(EVERYTHING.toArray(String[]::new)).prepareTarget();

            assertThat(moving.transfer.review().findings())
                    .filteredOn(Finding::refuses)
                    .isEmpty();
            moving.transfer.copyStructure();
            moving.transfer.fence(Patience.LIMIT);
            moving.transfer.copyData();
            moving.transfer.copyData();
            moving.transfer.complete();
            moving.transfer.complete();
            var report = moving.transfer.verify();

            assertThat(report.differences()).isEmpty();
            assertThat(report.comparisons()).hasSizeGreaterThan(18);
            moving.openTarget();
            assertThat(moving.askTarget("SELECT nextval('numbers')")).isEqualTo("41");
            assertThat(moving.askTarget("INSERT INTO orders (amount) VALUES (5) RETURNING id"))
                    .isEqualTo("501");
            assertThat(moving.askTarget("SELECT n FROM keptest")).isEqualTo("490");
            assertThat(moving.askTarget("SELECT count(*) FROM lines WHERE note = 'touched'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void aCopyThatIsCalledOffLeavesNothingAndMayBeTriedAgainUnderAnotherName() throws SQLException {
        try (var moving = service("unwritten", "un'written")) {
            moving.executeAtSource(EVERYTHING.toArray(String[]::new)).prepareTarget();
            var before = moving.from.inventory();

            moving.transfer.fence(Patience.LIMIT);
            moving.transfer.copyData();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> moving.askSource("SELECT 1"));
            moving.transfer.abort();
            moving.transfer.abort();

            assertThat(moving.from.inventory()).isEqualTo(before);
            moving.prepareTarget();
            moving.transfer.fence(Patience.LIMIT);
            moving.transfer.copyData();
            moving.transfer.complete();
            assertThat(moving.transfer.verify().differences()).isEmpty();
        }
    }

    /** A target that never ends. */
    @Test
    void aCopyThatTakesTooLongIsEndedAndTheServiceGoesOn() throws Exception {
        try (var moving = service("endless")) {
            moving.executeAtSource(
                            "CREATE FUNCTION slow() RETURNS boolean LANGUAGE sql AS"
                                    + " 'SELECT pg_sleep(CASE WHEN current_setting(''server_version_num'')::int > 180000 THEN 600 ELSE 0 END) IS NOT NULL'",
                            "CREATE TABLE t (id integer CHECK (slow()))",
                            "INSERT INTO t VALUES (1)")
                    .prepareTarget();
            moving.transfer.fence(Patience.LIMIT);

            var copy = CompletableFuture.runAsync(moving.transfer::copyData);
            await().until(() -> moving.to
                    .read("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                    .equals(List.of("1")));
            moving.transfer.cancel();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> copy.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS));
            moving.transfer.unfence();
            assertThat(moving.askSource("INSERT INTO t VALUES (2) RETURNING id"))
                    .isEqualTo("2");
            await().until(() -> moving.to
                    .read("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                    .equals(List.of("0")));
        }
    }

    @Test
    void theSourceIsSetAsideAndSaysWhereItWent() throws SQLException {
        try (var moving = service("leaving")) {
            moving.executeAtSource("CREATE TABLE t (id integer)", "INSERT INTO t VALUES (1)")
                    .prepareTarget();
            moving.transfer.fence(Patience.LIMIT);
            moving.transfer.copyData();
            moving.transfer.complete();
            moving.openTarget();

            var aside = moving.transfer.setAside();

            assertThat(moving.transfer.setAside()).isEqualTo(aside).hasSize(1);
            assertThat(moving.here.server().observe(moving.here.desired()).movedAway())
                    .hasValueSatisfying(moved -> assertThat(moved.destination()).isEqualTo("DatabaseServer own"));
            moving.here.remove();
            assertThat(moving.here.actual().roles()).isEmpty();
            assertThat(moving.from.read("SELECT count(*) FROM " + moving.from.quoted(aside.get(0)) + ".t"))
                    .containsExactly("1");
            moving.transfer.dropAside();
            moving.transfer.dropAside();
            assertThat(MovingService.leftovers(moving.from)).isEmpty();
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(moving.transfer::abort)
                    .withMessageContaining("may be written to already");
        }
    }

    @Test
    void aSessionThatHoldsALockIsEndedAndAStrangersWritingIsRefused() throws SQLException {
        try (var moving = service("locked_up");
                var busy = moving.from.connect(moving.here.credential(), moving.here.schema())) {
            moving.executeAtSource("CREATE TABLE t (id integer)").prepareTarget();
            busy.setAutoCommit(false);
            busy.createStatement().execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");

            moving.transfer.fence(Patience.LIMIT);

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> busy.createStatement().execute("SELECT 1"));
            moving.transfer.unfence();
            moving.from.run(
                    "CREATE ROLE stranger LOGIN",
                    "GRANT USAGE ON SCHEMA locked_up TO stranger",
                    "GRANT INSERT ON locked_up.t TO stranger");
            try {
                assertThat(moving.transfer.review().findings())
                        .filteredOn(Finding::refuses)
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.text()).contains("stranger"));
                assertThatExceptionOfType(DatabaseException.class)
                        .isThrownBy(() -> moving.transfer.fence(Patience.LIMIT))
                        .withMessageContaining("stranger");
            } finally {
                moving.from.run("DROP OWNED BY stranger", "DROP ROLE stranger");
            }
        }
    }
}
