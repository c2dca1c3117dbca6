package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.model.Guest.Reach;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What every dialect promises of those who work in a schema beside its owner, and of readers of several. */
public abstract class SharingContract extends BootstrappedServer {
    protected SharingContract(ServerUnderTest real) {
        super(real);
    }

    @Test
    void aWriterWorksWithRowsAndMakesNothing() throws SQLException {
        var room = TestRoom.of(server, "written")
                .withGuest("written_app", Reach.READ_WRITE)
                .ensure();
        real.run(room, room.credential(), "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20))");
        var app = room.credentialOf("written_app");

        real.run(room, app, "INSERT INTO users VALUES (1, 'ada')");
        real.run(room, app, "UPDATE users SET name = 'Ada'");
        assertThat(real.rows(room, app, "users")).isEqualTo(1);
        real.run(room, app, "DELETE FROM users");

        real.requireRefused(room, app, "CREATE TABLE mine (id INT)");
        real.requireRefused(room, app, "ALTER TABLE users ADD extra INT");
        real.requireRefused(room, app, "DROP TABLE users");
        real.requireRefused(room, app, "CREATE VIEW v AS SELECT 1 AS one");
        assertThat(room.plan().describe()).isEmpty();
        room.remove();
    }

    @Test
    void aReaderOfTheServiceChangesNothing() throws SQLException {
        var room = TestRoom.of(server, "looked")
                .withGuest("looked_human", Reach.READ_ONLY)
                .ensure();
        real.run(room, room.credential(), "CREATE TABLE users (id INT PRIMARY KEY)");
        real.run(room, room.credential(), "CREATE VIEW ids AS SELECT id FROM users");
        var human = room.credentialOf("looked_human");

        assertThat(real.rows(room, human, "users")).isZero();
        assertThat(real.rows(room, human, "ids")).isZero();
        real.requireRefused(room, human, "INSERT INTO users VALUES (1)");
        real.requireRefused(room, human, "DELETE FROM users");
        room.remove();
    }

    @Test
    void aUserThatIsNoLongerWantedIsGone() throws SQLException {
        var before = real.inventory();
        var room = TestRoom.of(server, "fewer")
                .withGuest("fewer_app", Reach.READ_WRITE)
                .ensure();
        real.run(room, room.credential(), "CREATE TABLE users (id INT PRIMARY KEY)");
        var app = room.credentialOf("fewer_app");
        try (var session = real.connect(app, room.schema())) {
            room.withoutGuests().ensure();

            assertThat(session.isValid(5)).isFalse();
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> real.connect(app, room.schema()).close());
        assertThat(real.rows(room, room.credential(), "users")).isZero();
        assertThat(room.withoutGuests().plan().describe()).isEmpty();
        room.withoutGuests().remove();
        assertThat(real.inventory()).isEqualTo(before);
    }

    @Test
    void aReaderReadsTodaysTablesAndTomorrowsOfSeveralRooms() throws SQLException {
        var one = TestRoom.of(server, "read_one").ensure();
        var other = TestRoom.of(server, "read_other").ensure();
        var third = TestRoom.of(server, "read_third").ensure();
        real.run(one, one.credential(), "CREATE TABLE today (id INT PRIMARY KEY)");
        real.run(third, third.credential(), "CREATE TABLE secret (id INT PRIMARY KEY)");
        var reader = TestReader.of(server, "analyst", one, other).ensure();

        real.run(other, other.credential(), "CREATE TABLE tomorrow (id INT PRIMARY KEY)");

        assertThat(real.rows(one, reader.credential(), "today")).isZero();
        assertThat(real.rows(other, reader.credential(), "tomorrow")).isZero();
        real.requireRefused(one, reader.credential(), "INSERT INTO today VALUES (1)");
        real.requireRefused(one, reader.credential(), "CREATE TABLE mine (id INT)");
        real.requireRefused(one, reader.credential(), "SELECT * FROM " + real.quoted(third.schema()) + ".secret");
        assertThat(reader.plan().describe()).isEmpty();
    }

    @Test
    void aReaderMakesTemporaryTablesWhereItMay() throws SQLException {
        var room = TestRoom.of(server, "passing").ensure();
        real.run(room, room.credential(), "CREATE TABLE users (id INT PRIMARY KEY)");
        var reader = TestReader.of(server, "passing_reader", room).ensure();
        var credential = reader.credential();
        var making = "CREATE TEMPORARY TABLE mine AS SELECT id FROM users";
        real.requireRefused(room, credential, making);

        reader.withTemporaryTables().ensure();

        real.run(room, credential, making);
        real.requireRefused(room, credential, "CREATE TABLE mine (id INT)");
        real.requireRefused(room, credential, "INSERT INTO users VALUES (1)");
        assertThat(reader.withTemporaryTables().plan().describe()).isEmpty();
        reader.ensure();
        real.requireRefused(room, credential, making);
    }

    @Test
    void addingOneRoomToAReaderChangesNothingElse() {
        var one = TestRoom.of(server, "grown_one").ensure();
        var other = TestRoom.of(server, "grown_other").ensure();
        var reader = TestReader.of(server, "grower", one).ensure();

        var plan = reader.over(one, other).plan().describe();

        assertThat(plan).isNotEmpty().allSatisfy(change -> assertThat(change)
                .satisfiesAnyOf(words -> assertThat(words).contains("grown_other"), words -> assertThat(words)
                        .contains("search_path")));
    }

    @Test
    void aRoomThatIsTakenFromAReaderIsOutOfItsReach() throws SQLException {
        var one = TestRoom.of(server, "kept_one").ensure();
        var other = TestRoom.of(server, "taken_one").ensure();
        real.run(other, other.credential(), "CREATE TABLE users (id INT PRIMARY KEY)");
        var reader = TestReader.of(server, "shrinker", one, other).ensure();
        assertThat(real.rows(other, reader.credential(), "users")).isZero();

        reader.over(one).ensure();

        real.requireRefused(one, reader.credential(), "SELECT * FROM " + real.quoted(other.schema()) + ".users");
        assertThat(server.holdings(other.schema())).isEmpty();
    }
}
