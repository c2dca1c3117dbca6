package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.move.Finding;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.database.move.TransferReport.Comparison;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.TestEnvironment;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database is copied to a server of the same version or a newer one, by administrators who are no superusers. */
@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_10_11, Part.DIALECT_MARIADB_11_4})
class MySqlSchemaCopyIT {
    private static final List<String> EVERYTHING = List.of(
            "CREATE TABLE `we``ird {d} t'able\n\\! x` (id INT AUTO_INCREMENT PRIMARY KEY, `co;l\"umn` TEXT, big LONGTEXT) COMMENT 'it''s \\\\ all'",
            "INSERT INTO `we``ird {d} t'able\n\\! x` (`co;l\"umn`, big) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)"
                    + " SELECT concat('a\\tb\\\\\\n''é😀', i), repeat(sha2(i, 256), 100) FROM n",
            "DELETE FROM `we``ird {d} t'able\n\\! x` WHERE id % 7 = 0",
            "CREATE TABLE kinds (id BIGINT UNSIGNED PRIMARY KEY, f FLOAT, d DOUBLE, n DECIMAL(30, 10), b BIT(9), bin VARBINARY(40), bl BLOB,"
                    + " e ENUM ('one', 'tw''o'), s SET ('a', 'b'), j JSON, t TIME(6), at TIMESTAMP(6) NULL, da DATE, dt DATETIME(3), y YEAR, g GEOMETRY,"
                    + " l VARCHAR(20) CHARACTER SET latin1, x CHAR(5) COLLATE utf8mb4_bin DEFAULT 'x' COMMENT 'how', twice DECIMAL(31, 10) AS (n * 2) STORED,"
                    + " made INT AS (length(l)) VIRTUAL, UNIQUE (x, e), CHECK (id > 0))",
            "INSERT INTO kinds (id, f, d, n, b, bin, bl, e, s, j, t, at, da, dt, y, g, l, x) VALUES"
                    + " (18446744073709551615, 16777217.1, 1.7976931348623157e308, 12345678901234567890.0123456789, b'101010101', 0x00275C0D0AFF, 0x80FF, 'tw''o',"
                    + " 'a,b', '{\"a\": [1.5, \"é\"]}', '-838:59:58.000001', '2001-02-03 04:05:06.789012', '2024-02-29', '1999-12-31 23:59:59.999', 2155,"
                    + " ST_GeomFromText('POINT(1 2)', 4326), 'é', 'ab'),"
                    + " (1, 0.1, 0.1, -1, b'0', '', '', NULL, '', 'null', '0:00', NULL, '1000-01-01', NULL, 1901, NULL, '', '')",
            "INSERT INTO kinds (id) VALUES (7)",
            "CREATE TABLE parent (id INT PRIMARY KEY, name VARCHAR(40), FULLTEXT (name))",
            "CREATE TABLE child (id INT AUTO_INCREMENT PRIMARY KEY, parent INT, CONSTRAINT of_parent FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE) AUTO_INCREMENT = 500",
            "INSERT INTO parent VALUES (1, 'one'), (2, 'two')",
            "INSERT INTO child (parent) VALUES (1), (2)",
            "DELETE FROM child WHERE id = 501",
            "CREATE TABLE parts (id INT, at DATE) PARTITION BY RANGE (id) (PARTITION low VALUES LESS THAN (50), PARTITION high VALUES LESS THAN MAXVALUE)",
            "INSERT INTO parts VALUES (1, '2020-01-01'), (99, '2020-01-02'), (99, '2020-01-02')",
            "CREATE TABLE plain (id INT) ENGINE = MyISAM",
            "INSERT INTO plain VALUES (1), (1)",
            "CREATE TABLE log (what VARCHAR(100))",
            "CREATE VIEW late AS SELECT 1 AS one",
            "CREATE VIEW early AS SELECT id, doubled FROM (SELECT 1 AS id, 2 AS doubled) x",
            "CREATE OR REPLACE VIEW early AS SELECT one FROM late",
            "CREATE OR REPLACE VIEW late AS SELECT count(*) AS one FROM parent",
            "CREATE FUNCTION doubled (n INT) RETURNS INT DETERMINISTIC RETURN n * 2",
            "CREATE PROCEDURE note (what TEXT) BEGIN\n  -- ;; and {d}\n  INSERT INTO log VALUES (what);\nEND",
            "SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'",
            "CREATE TRIGGER second AFTER INSERT ON child FOR EACH ROW INSERT INTO \"log\" VALUES ('\\')",
            "SET sql_mode = DEFAULT",
            "CREATE TRIGGER first BEFORE INSERT ON child FOR EACH ROW CALL note('first')",
            "CREATE TRIGGER later BEFORE INSERT ON child FOR EACH ROW FOLLOWS first CALL note(CURRENT_USER())",
            "CREATE EVENT tick ON SCHEDULE EVERY 1 DAY STARTS '2035-01-01 00:00:00' COMMENT 'daily' DO CALL note('tick')",
            "CREATE EVENT rests ON SCHEDULE EVERY 1 DAY DISABLE DO CALL note('rests')");

    private static final List<String> OF_MARIADB = List.of(
            "CREATE SEQUENCE numbers START 40 CACHE 10",
            "SELECT nextval(numbers)",
            "CREATE TABLE drawn (id INT PRIMARY KEY DEFAULT nextval(numbers), u UUID, i INET6)",
            "INSERT INTO drawn (u, i) VALUES ('123e4567-e89b-12d3-a456-426655440000', '2001:db8::1')");

    private static MovingService service(Place from, Place to, String schema) throws SQLException {
        return new MovingService(from.server(), to.server(), schema);
    }

    @ParameterizedTest
    @CsvSource({"MYSQL, OTHER_MYSQL", "MARIADB_10_11, MARIADB_11_4", "MARIADB_11_4, OTHER_MARIADB"})
    void everythingArrivesAndIsFoundTheSame(Place from, Place to) throws SQLException {
        try (var moving = service(from, to, "copy_it")) {
            var statements = new ArrayList<>(EVERYTHING);
            statements.addAll(from.server().flavor() == Flavor.MARIADB ? OF_MARIADB : List.of());
            moving.executeAtSource(statements.toArray(String[]::new)).prepareTarget();

            assertThat(moving.transfer.review().findings())
                    .filteredOn(Finding::refuses)
                    .isEmpty();
            moving.transfer.copyStructure();
            moving.transfer.fence(MovingService.SOON);
            moving.transfer.copyData();
            moving.transfer.copyData();
            moving.transfer.complete();
            moving.transfer.complete();
            var report = moving.transfer.verify();

            assertThat(report.differences()).isEmpty();
            assertThat(report.comparisons()).hasSizeGreaterThan(16);
            assertThat(
                            moving.to.read(
                                    "SELECT event_name FROM information_schema.events WHERE event_schema = 'copy_it' AND status = 'ENABLED'"))
                    .isEmpty();
            moving.openTarget();
            moving.transfer.dismantle();
            assertThat(
                            moving.to.read(
                                    "SELECT event_name FROM information_schema.events WHERE event_schema = 'copy_it' AND status = 'ENABLED'"))
                    .containsExactly("tick");
            moving.writeAtTarget("INSERT INTO child (parent) VALUES (1)");
            assertThat(moving.askTarget("SELECT max(id) FROM child")).isEqualTo("502");
            assertThat(moving.askTarget("SELECT group_concat(what ORDER BY what) FROM log"))
                    .isEqualTo("\\,copy_it_mover@%,first");
            assertThat(moving.askTarget("SELECT one FROM early")).isEqualTo("2");
            assertThat(moving.askTarget("SELECT doubled(4)")).isEqualTo("8");
        }
    }

    @ParameterizedTest
    @CsvSource({"MYSQL, OTHER_MYSQL", "MARIADB_10_11, MARIADB_11_4"})
    void clientsThatTryAgainLoseAndDoubleNothing(Place from, Place to) throws Exception {
        try (var moving = service(from, to, "copy_busy")) {
            moving.executeAtSource(
                            "CREATE TABLE written (id BIGINT PRIMARY KEY, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)")
                    .prepareTarget();
            var writers = moving.writers();
            moving.transfer.copyStructure();
            moving.transfer.fence(MovingService.SOON);
            moving.transfer.copyData();
            // A process that ended knows nothing of what it did.
            try (var again = moving.open(MoveMethod.COPY)) {
                again.fence(MovingService.SOON);
                again.copyData();
                again.complete();
                assertThat(again.verify().differences()).isEmpty();
            }
            moving.openTarget();
            writers.goTo(moving.there, moving.to::connect);

            assertThat(writers.end()).isEqualTo(moving.askTarget("SELECT group_concat(id ORDER BY id) FROM written"));
        }
    }

    @ParameterizedTest
    @CsvSource({"MYSQL, OTHER_MYSQL", "MARIADB_11_4, OTHER_MARIADB"})
    void whatIsCalledOffLeavesNothingAndWhatDiffersIsFound(Place from, Place to) throws SQLException {
        try (var moving = service(from, to, "copy_unwritten")) {
            moving.executeAtSource(EVERYTHING.toArray(String[]::new)).prepareTarget();
            var before = inventory(moving.from, "copy_unwritten");
            var empty = inventory(moving.to, "copy_unwritten");

            moving.transfer.fence(MovingService.SOON);
            moving.transfer.copyData();
            moving.to.run(
                    "UPDATE copy_unwritten.kinds SET l = 'e' WHERE l = 'é'",
                    "ALTER TABLE copy_unwritten.child AUTO_INCREMENT = 700",
                    "DROP TRIGGER copy_unwritten.second",
                    "ALTER TABLE copy_unwritten.parts COMMENT 'other'");
            moving.transfer.complete();
            assertThat(moving.transfer.verify().differences())
                    .extracting(Comparison::what)
                    .containsExactly("definitions of tables", "table copy_unwritten.kinds", "triggers");
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> moving.askSource("SELECT 1"));
            moving.transfer.abort();
            moving.transfer.abort();

            assertThat(inventory(moving.from, "copy_unwritten")).isEqualTo(before);
            assertThat(inventory(moving.to, "copy_unwritten")).isEqualTo(empty);
            assertThat(moving.askSource("SELECT doubled(4)")).isEqualTo("8");
        }
    }

    @ParameterizedTest
    @CsvSource({"MYSQL, OTHER_MYSQL", "MARIADB_11_4, OTHER_MARIADB"})
    void theSourceIsSetAsideAndItsNameIsFree(Place from, Place to) throws SQLException {
        try (var moving = service(from, to, "copy_leaving")) {
            moving.executeAtSource(EVERYTHING.toArray(String[]::new)).prepareTarget();
            moving.from.run(
                    "CREATE USER IF NOT EXISTS copy_reader IDENTIFIED BY 'Secret0'",
                    "GRANT SELECT ON `copy\\_leaving`.* TO copy_reader",
                    "GRANT SELECT (id) ON copy_leaving.child TO copy_reader");
            assertThat(moving.transfer.review().findings())
                    .filteredOn(finding -> !finding.refuses())
                    .anyMatch(finding -> finding.text().contains("copy_reader@%"));
            moving.transfer.fence(MovingService.SOON);
            moving.transfer.copyData();
            moving.transfer.complete();
            moving.openTarget();

            var aside = moving.transfer.setAside();

            assertThat(moving.transfer.setAside()).isEqualTo(aside).hasSize(1);
            assertThat(moving.here.server().observe(moving.here.desired()).movedAway())
                    .hasValueSatisfying(moved -> assertThat(moved.destination()).isEqualTo("DatabaseServer own"));
            moving.here.remove();
            assertThat(moving.here.actual().roles()).isEmpty();
            assertThat(inventory(moving.from, "copy_leaving")).isEmpty();
            var name = aside.get(0).value();
            assertThat(moving.from.read("SELECT count(*) FROM `%s`.parts".formatted(name)))
                    .containsExactly("3");
            assertThat(moving.from.read("SELECT count(*) FROM `%1$s`.`%1$s`".formatted(name)))
                    .containsExactly("9");
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(moving.transfer::abort)
                    .withMessageContaining("may be written to already");
            moving.transfer.dropAside();
            moving.transfer.dropAside();
            assertThat(
                            moving.from.read(
                                    "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'lakou\\_moved%'"))
                    .isEmpty();
            assertThat(moving.from.read("SELECT name FROM lakou.marker WHERE name LIKE '%copy\\_leaving'"))
                    .isEmpty();
            moving.from.run("DROP USER copy_reader");
        }
    }

    @ParameterizedTest
    @CsvSource({"MYSQL, OTHER_MYSQL", "MARIADB_11_4, OTHER_MARIADB"})
    void aTransactionThatNobodyEndsKeepsTheServiceWhereItIs(Place from, Place to) throws SQLException {
        try (var moving = service(from, to, "copy_stuck")) {
            moving.executeAtSource("CREATE TABLE t (id INT PRIMARY KEY)").prepareTarget();
            moving.executeAtSource(
                    "XA START 'stuck'", "INSERT INTO t VALUES (1)", "XA END 'stuck'", "XA PREPARE 'stuck'");

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> moving.transfer.fence(Duration.ofSeconds(2)))
                    .withMessageContaining("has not ended");

            moving.from.run("XA ROLLBACK 'stuck'");
            moving.transfer.unfence();
            assertThat(moving.askSource("SELECT count(*) FROM t")).isEqualTo("0");
        }
    }

    @Test
    void allThatSpeaksAgainstItIsToldTogether() throws SQLException {
        try (var moving = service(Place.MARIADB_11_4, Place.MYSQL, "copy_refused")) {
            moving.executeAtSource(
                            "CREATE TABLE t (id INT PRIMARY KEY) WITH SYSTEM VERSIONING",
                            "CREATE VIEW v AS SELECT id FROM t",
                            "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM t")
                    .prepareTarget();
            moving.from.run(
                    "CREATE DATABASE IF NOT EXISTS copy_other",
                    "CREATE OR REPLACE TABLE copy_other.t (id INT PRIMARY KEY)",
                    "CREATE VIEW copy_refused.w AS SELECT id FROM copy_other.t",
                    "CREATE OR REPLACE USER copy_writer IDENTIFIED BY 'Secret0'",
                    "GRANT INSERT ON copy_refused.* TO copy_writer");
            moving.to.run("CREATE TABLE copy_refused.there (id INT)");
            var poor = moving.open(
                    MoveMethod.REPLICATE,
                    ReadmeAdministrator.of(MySqlUnderTest.MARIADB_11_4),
                    ReadmeAdministrator.of(MySqlUnderTest.MYSQL));

            assertThat(poor.review().findings())
                    .filteredOn(Finding::refuses)
                    .extracting(finding -> finding.text() + finding.statement().orElse(""))
                    .satisfiesExactlyInAnyOrder(
                            text -> assertThat(text).contains("set spec.method to Copy"),
                            text -> assertThat(text)
                                    .contains("is MariaDB, and the target")
                                    .contains("is MySQL"),
                            text -> assertThat(text)
                                    .contains("copy_refused.t (InnoDB)")
                                    .contains("system versioning"),
                            text -> assertThat(text).contains("view copy_refused.w names copy_other.t"),
                            text -> assertThat(text).contains("view copy_refused.w of admin@%"),
                            text -> assertThat(text).contains("GRANT SET USER ON *.* TO 'lakou_login'@'%'"),
                            text -> assertThat(text).contains("GRANT SET_ANY_DEFINER ON *.* TO 'lakou_login'@'%'"),
                            text -> assertThat(text).contains("copy_writer@% (INSERT on the schema)"),
                            text -> assertThat(text).contains("table copy_refused.there"));
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> moving.transfer.fence(MovingService.SOON))
                    .withMessageContaining("copy_writer");
            moving.from.run("DROP USER copy_writer", "DROP DATABASE copy_other");
        }
    }

    /** All that a server has of a database and of its login, with the definitions of what is in it. */
    private static List<String> inventory(SpecialServer server, String schema) throws SQLException {
        return server.read(
                """
                SELECT concat('account ', user, '@', host, ' ', password_expired) FROM mysql.user WHERE user LIKE '%1$s%%'
                UNION ALL SELECT concat('grant ', user, '@', host, ' ', db) FROM mysql.db WHERE replace(db, '\\\\', '') = '%1$s'
                UNION ALL SELECT concat('grant ', user, '@', host, ' ', table_name) FROM mysql.tables_priv WHERE db = '%1$s'
                UNION ALL SELECT concat('marker ', kind, ' ', name, ' ', marker) FROM lakou.marker WHERE name LIKE '%1$s%%'
                UNION ALL SELECT concat('database ', schema_name) FROM information_schema.schemata WHERE schema_name = '%1$s'
                UNION ALL SELECT concat('table ', table_name) FROM information_schema.tables WHERE table_schema = '%1$s'
                UNION ALL SELECT concat('trigger ', trigger_name) FROM information_schema.triggers WHERE trigger_schema = '%1$s'
                UNION ALL SELECT concat('event ', event_name, ' ', status, ' ', definer) FROM information_schema.events WHERE event_schema = '%1$s'
                UNION ALL SELECT concat('routine ', routine_name) FROM information_schema.routines WHERE routine_schema = '%1$s'
                ORDER BY 1"""
                        .formatted(schema));
    }

    /** Servers that the tests of the dialect have for themselves, and others of the same versions. */
    private enum Place {
        MYSQL(TestEnvironment.shared(), Part.DIALECT_MYSQL),
        OTHER_MYSQL(TestEnvironment.apart(), Part.MYSQL),
        MARIADB_10_11(TestEnvironment.shared(), Part.DIALECT_MARIADB_10_11),
        MARIADB_11_4(TestEnvironment.shared(), Part.DIALECT_MARIADB_11_4),
        OTHER_MARIADB(TestEnvironment.apart(), Part.MARIADB_11_4);

        private final TestEnvironment environment;
        private final Part part;

        Place(TestEnvironment environment, Part part) {
            this.environment = environment;
            this.part = part;
        }

        SpecialServer server() {
            return new SpecialServer(environment.dialect(part));
        }
    }
}
