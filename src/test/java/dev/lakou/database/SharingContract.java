package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.model.AdditionalUser.Reach;
import dev.lakou.model.ObservedAccess;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every dialect promises of those who work in a schema beside its owner, and of readers of several. */
public abstract class SharingContract extends BootstrappedServer {
    protected SharingContract(ServerUnderTest real) {
        super(real);
    }

    @Test
    void aWriterWorksWithRowsAndMakesNothing() throws SQLException {
        var service = TestSchema.of(server, "written")
                .withAdditionalUser("written_app", Reach.READ_WRITE)
                .ensure();
        real.run(service, service.credential(), "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20))");
        var app = service.credentialOf("written_app");

        real.run(service, app, "INSERT INTO users VALUES (1, 'ada')");
        real.run(service, app, "UPDATE users SET name = 'Ada'");
        assertThat(real.rows(service, app, "users")).isEqualTo(1);
        real.run(service, app, "DELETE FROM users");

        real.requireRefused(service, app, "CREATE TABLE mine (id INT)");
        real.requireRefused(service, app, "ALTER TABLE users ADD extra INT");
        real.requireRefused(service, app, "DROP TABLE users");
        real.requireRefused(service, app, "CREATE VIEW v AS SELECT 1 AS one");
        assertThat(service.plan().describe()).isEmpty();
        service.remove();
    }

    @Test
    void aReaderOfTheServiceChangesNothing() throws SQLException {
        var service = TestSchema.of(server, "looked")
                .withAdditionalUser("looked_human", Reach.READ_ONLY)
                .ensure();
        real.run(service, service.credential(), "CREATE TABLE users (id INT PRIMARY KEY)");
        real.run(service, service.credential(), "CREATE VIEW ids AS SELECT id FROM users");
        var human = service.credentialOf("looked_human");

        assertThat(real.rows(service, human, "users")).isZero();
        assertThat(real.rows(service, human, "ids")).isZero();
        real.requireRefused(service, human, "INSERT INTO users VALUES (1)");
        real.requireRefused(service, human, "DELETE FROM users");
        service.remove();
    }

    @Test
    void aUserThatIsNoLongerWantedIsGone() throws SQLException {
        var before = real.inventory();
        var service = TestSchema.of(server, "fewer")
                .withAdditionalUser("fewer_app", Reach.READ_WRITE)
                .ensure();
        real.run(service, service.credential(), "CREATE TABLE users (id INT PRIMARY KEY)");
        var app = service.credentialOf("fewer_app");
        try (var session = real.connect(app, service.schema())) {
            service.withoutAdditionalUsers().ensure();

            assertThat(session.isValid(5)).isFalse();
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> real.connect(app, service.schema()).close());
        assertThat(real.rows(service, service.credential(), "users")).isZero();
        assertThat(service.withoutAdditionalUsers().plan().describe()).isEmpty();
        service.withoutAdditionalUsers().remove();
        assertThat(real.inventory()).isEqualTo(before);
    }

    @Test
    void aReaderReadsTodaysTablesAndTomorrowsOfSeveralRooms() throws SQLException {
        var one = TestSchema.of(server, "read_one").ensure();
        var other = TestSchema.of(server, "read_other").ensure();
        var third = TestSchema.of(server, "read_third").ensure();
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
        var service = TestSchema.of(server, "passing").ensure();
        real.run(service, service.credential(), "CREATE TABLE users (id INT PRIMARY KEY)");
        var reader = TestReader.of(server, "passing_reader", service).ensure();
        var credential = reader.credential();
        var making = "CREATE TEMPORARY TABLE mine AS SELECT id FROM users";
        real.requireRefused(service, credential, making);

        reader.withTemporaryTables().ensure();

        real.run(service, credential, making);
        real.requireRefused(service, credential, "CREATE TABLE mine (id INT)");
        real.requireRefused(service, credential, "INSERT INTO users VALUES (1)");
        assertThat(reader.withTemporaryTables().plan().describe()).isEmpty();
        reader.ensure();
        real.requireRefused(service, credential, making);
    }

    @Test
    void addingOneRoomToAReaderChangesNothingElse() {
        var one = TestSchema.of(server, "grown_one").ensure();
        var other = TestSchema.of(server, "grown_other").ensure();
        var reader = TestReader.of(server, "grower", one).ensure();

        var plan = reader.over(one, other).plan().describe();

        assertThat(plan).isNotEmpty().allSatisfy(change -> assertThat(change)
                .satisfiesAnyOf(words -> assertThat(words).contains("grown_other"), words -> assertThat(words)
                        .contains("search_path")));
    }

    @Test
    void aRoomThatIsTakenFromAReaderIsOutOfItsReach() throws SQLException {
        var one = TestSchema.of(server, "kept_one").ensure();
        var other = TestSchema.of(server, "taken_one").ensure();
        real.run(other, other.credential(), "CREATE TABLE users (id INT PRIMARY KEY)");
        var reader = TestReader.of(server, "shrinker", one, other).ensure();
        assertThat(real.rows(other, reader.credential(), "users")).isZero();

        reader.over(one).ensure();

        real.requireRefused(one, reader.credential(), "SELECT * FROM " + real.quoted(other.schema()) + ".users");
        assertThat(observed(other)).isEmpty();
    }

    private List<ObservedAccess> observed(TestSchema owner) {
        return ObservedAccesses.of(
                owner.schema(),
                server.heldByOthers(owner.schema(), owner.service().marker()));
    }
}
