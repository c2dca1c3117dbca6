package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.model.Access;
import dev.lakou.model.Credential;
import dev.lakou.model.Guest.Reach;
import dev.lakou.model.Holding;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every dialect promises of those who use a schema that is not theirs alone. */
public abstract class SharingContract {
    protected final ServerUnderTest real;
    protected final SharedServer server;

    protected SharingContract(ServerUnderTest real) {
        this.real = real;
        this.server = real.open();
        server.bootstrap();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aWriterWorksWithRowsAndMakesNothing() throws SQLException {
        var room = TestRoom.of(server, "written")
                .withGuest("written_app", Reach.READ_WRITE)
                .ensure();
        run(room, room.credential(), "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20))");
        var app = room.credentialOf("written_app");

        run(room, app, "INSERT INTO users VALUES (1, 'ada')");
        run(room, app, "UPDATE users SET name = 'Ada'");
        assertThat(rows(room, app, "users")).isEqualTo(1);
        run(room, app, "DELETE FROM users");

        refused(room, app, "CREATE TABLE mine (id INT)");
        refused(room, app, "ALTER TABLE users ADD extra INT");
        refused(room, app, "DROP TABLE users");
        refused(room, app, "CREATE VIEW v AS SELECT 1 AS one");
        assertThat(room.plan().describe()).isEmpty();
        room.remove();
    }

    @Test
    void aReaderOfTheServiceChangesNothing() throws SQLException {
        var room = TestRoom.of(server, "looked")
                .withGuest("looked_human", Reach.READ_ONLY)
                .ensure();
        run(room, room.credential(), "CREATE TABLE users (id INT PRIMARY KEY)");
        run(room, room.credential(), "CREATE VIEW ids AS SELECT id FROM users");
        var human = room.credentialOf("looked_human");

        assertThat(rows(room, human, "users")).isZero();
        assertThat(rows(room, human, "ids")).isZero();
        refused(room, human, "INSERT INTO users VALUES (1)");
        refused(room, human, "DELETE FROM users");
        room.remove();
    }

    @Test
    void aUserThatIsNoLongerWantedIsGone() throws SQLException {
        var before = real.inventory();
        var room = TestRoom.of(server, "fewer")
                .withGuest("fewer_app", Reach.READ_WRITE)
                .ensure();
        run(room, room.credential(), "CREATE TABLE users (id INT PRIMARY KEY)");
        var app = room.credentialOf("fewer_app");
        try (var session = real.connect(app, room.schema())) {
            room.withoutGuests().ensure();

            assertThat(session.isValid(5)).isFalse();
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> real.connect(app, room.schema()).close());
        assertThat(rows(room, room.credential(), "users")).isZero();
        assertThat(room.withoutGuests().plan().describe()).isEmpty();
        room.withoutGuests().remove();
        assertThat(real.inventory()).isEqualTo(before);
    }

    @Test
    void aReaderReadsTodaysTablesAndTomorrowsOfSeveralRooms() throws SQLException {
        var one = TestRoom.of(server, "read_one").ensure();
        var other = TestRoom.of(server, "read_other").ensure();
        var third = TestRoom.of(server, "read_third").ensure();
        run(one, one.credential(), "CREATE TABLE today (id INT PRIMARY KEY)");
        run(third, third.credential(), "CREATE TABLE secret (id INT PRIMARY KEY)");
        var reader = TestReader.of(server, "analyst", one, other).ensure();

        run(other, other.credential(), "CREATE TABLE tomorrow (id INT PRIMARY KEY)");

        assertThat(rows(one, reader.credential(), "today")).isZero();
        assertThat(rows(other, reader.credential(), "tomorrow")).isZero();
        refused(one, reader.credential(), "INSERT INTO today VALUES (1)");
        refused(one, reader.credential(), "CREATE TABLE mine (id INT)");
        refused(one, reader.credential(), "SELECT * FROM " + real.quoted(third.schema()) + ".secret");
        assertThat(reader.plan().describe()).isEmpty();
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
        run(other, other.credential(), "CREATE TABLE users (id INT PRIMARY KEY)");
        var reader = TestReader.of(server, "shrinker", one, other).ensure();
        assertThat(rows(other, reader.credential(), "users")).isZero();

        reader.over(one).ensure();

        refused(one, reader.credential(), "SELECT * FROM " + real.quoted(other.schema()) + ".users");
        assertThat(server.holdings(other.schema())).isEmpty();
    }

    @Test
    void accessToSomeTablesIsToNoOthers() throws SQLException {
        var core = TestRoom.of(server, "core_some").ensure();
        run(core, core.credential(), "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20))");
        run(core, core.credential(), "CREATE TABLE secrets (id INT PRIMARY KEY)");
        var access = access(core, List.of("users"), List.of(), Privilege.SELECT, Privilege.UPDATE);
        var shop = TestRoom.of(server, "shop_some").withAccess(access).ensure();
        var users = real.quoted(core.schema()) + ".users";

        run(shop, shop.credential(), "SELECT id, name FROM " + users);
        run(shop, shop.credential(), "UPDATE " + users + " SET name = 'x'");
        refused(shop, shop.credential(), "DELETE FROM " + users);
        refused(shop, shop.credential(), "SELECT id FROM " + real.quoted(core.schema()) + ".secrets");
        assertThat(server.holdings(core.schema()))
                .containsExactly(new Holding(shop.room().marker(), access));
        assertThat(shop.plan().describe()).isEmpty();
        assertThat(core.plan().describe()).isEmpty();
    }

    @Test
    void accessToSomeColumnsIsToNoOthers() throws SQLException {
        var core = TestRoom.of(server, "core_columns").ensure();
        run(core, core.credential(), "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20), hash VARCHAR(20))");
        var access = access(core, List.of("users"), List.of("id", "name"), Privilege.SELECT);
        var shop = TestRoom.of(server, "shop_columns").withAccess(access).ensure();
        var users = real.quoted(core.schema()) + ".users";

        run(shop, shop.credential(), "SELECT id, name FROM " + users);
        refused(shop, shop.credential(), "SELECT hash FROM " + users);
        assertThat(server.holdings(core.schema()))
                .containsExactly(new Holding(shop.room().marker(), access));
        assertThat(shop.plan().describe()).isEmpty();

        var fewer = shop.withAccess(access(core, List.of("users"), List.of("id"), Privilege.SELECT))
                .ensure();

        refused(shop, shop.credential(), "SELECT name FROM " + users);
        assertThat(fewer.plan().describe()).isEmpty();
    }

    @Test
    void accessToEverythingIsToTomorrowsTablesToo() throws SQLException {
        for (var privileges : List.of(List.of(Privilege.SELECT), List.of(Privilege.SELECT, Privilege.INSERT))) {
            var name = "all_" + privileges.size();
            var core = TestRoom.of(server, "core_" + name).ensure();
            var access = access(core, List.of(), List.of(), privileges.toArray(Privilege[]::new));
            var shop = TestRoom.of(server, "shop_" + name)
                    .withGuest("shop_" + name + "_app", Reach.READ_WRITE)
                    .withAccess(access)
                    .ensure();
            run(core, core.credential(), "CREATE TABLE later (id INT PRIMARY KEY)");
            var later = real.quoted(core.schema()) + ".later";

            for (var who : List.of(shop.credential(), shop.credentialOf("shop_" + name + "_app"))) {
                run(shop, who, "SELECT id FROM " + later);
                if (privileges.contains(Privilege.INSERT)) {
                    run(
                            shop,
                            who,
                            "INSERT INTO " + later + " VALUES ("
                                    + who.user().value().length() + ")");
                } else {
                    refused(shop, who, "INSERT INTO " + later + " VALUES (1)");
                }
                refused(shop, who, "DELETE FROM " + later);
            }
            assertThat(server.holdings(core.schema()))
                    .containsExactly(new Holding(shop.room().marker(), access));
            assertThat(shop.plan().describe()).isEmpty();
            assertThat(core.plan().describe()).isEmpty();
            shop.withAccess().ensure();
            refused(shop, shop.credential(), "SELECT id FROM " + later);
            assertThat(server.holdings(core.schema())).isEmpty();
        }
    }

    @Test
    void tablesThatAreNotThereAreNamed() throws SQLException {
        var core = TestRoom.of(server, "core_missing").ensure();
        run(core, core.credential(), "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20))");
        var users = new Identifier("users");
        var brands = new Identifier("brands");

        assertThat(server.missing(access(core, List.of("users", "brands"), List.of("id"), Privilege.SELECT)))
                .containsExactly(brands);
        assertThat(server.missing(access(core, List.of("users"), List.of("email"), Privilege.SELECT)))
                .containsExactly(users);
    }

    @Test
    void aServiceThatLeavesLosesItsAccess() throws SQLException {
        var core = TestRoom.of(server, "core_left").ensure();
        run(core, core.credential(), "CREATE TABLE users (id INT PRIMARY KEY)");
        var shop = TestRoom.of(server, "shop_left")
                .withAccess(access(core, List.of("users"), List.of(), Privilege.SELECT))
                .ensure();

        shop.withAccess().close();

        assertThat(server.holdings(core.schema())).isEmpty();
    }

    private static Access access(TestRoom room, List<String> tables, List<String> columns, Privilege... privileges) {
        return new Access(
                room.schema(),
                tables.stream().map(Identifier::new).toList(),
                columns.stream().map(Identifier::new).toList(),
                Set.of(privileges));
    }

    protected void run(TestRoom room, Credential credential, String sql) throws SQLException {
        try (var connection = real.connect(credential, room.schema());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    protected void refused(TestRoom room, Credential credential, String sql) {
        assertThatExceptionOfType(SQLException.class)
                .as("%s as %s", sql, credential.user())
                .isThrownBy(() -> run(room, credential, sql));
    }

    protected long rows(TestRoom room, Credential credential, String table) throws SQLException {
        try (var connection = real.connect(credential, room.schema());
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + real.quoted(room.schema()) + "." + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
