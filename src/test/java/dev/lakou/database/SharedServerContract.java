package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.lakou.model.Credential;
import dev.lakou.model.Guest.Reach;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Marker;
import dev.lakou.model.Mistake;
import dev.lakou.model.Password;
import dev.lakou.model.Role;
import dev.lakou.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every dialect promises, on a real server. */
public abstract class SharedServerContract extends BootstrappedServer {
    protected SharedServerContract(ServerUnderTest real) {
        super(real);
    }

    @Test
    void bootstrapsAgainWithoutAnotherResult() throws SQLException {
        var first = server.bootstrap();
        var before = real.inventory();

        var second = server.bootstrap();

        assertThat(second).isEqualTo(first);
        assertThat(real.inventory()).isEqualTo(before);
    }

    @Test
    void knowsItselfByTheSameIdentityEachTime() {
        try (var again = real.open()) {
            assertThat(again.probe().identity())
                    .isPresent()
                    .isEqualTo(server.bootstrap().identity());
        }
    }

    @Test
    void claimsEveryRoleThatItEverMakesForARoom() {
        var made = TestRoom.of(server, "claimed_" + "x".repeat(50)).withGuest("claimed_app", Reach.READ_WRITE);
        var room = made.room();
        var names = real.factory().roles(room.schema(), List.of(room.user(), new Identifier("claimed_app")));
        var logins = server.logins(room.user());

        var desired = made.desired(
                Logins.only(new Credential(room.user(), new Password("a"))).beside(logins.get(logins.size() - 1)));

        assertThat(desired.roles()).extracting(Role::name).containsAll(logins).isSubsetOf(names);
    }

    @Test
    void makesARoomThatNeedsNoFurtherChange() {
        var room = TestRoom.of(server, "made");

        room.ensure();

        assertThat(room.plan().describe()).isEmpty();
        assertThat(room.actual()).isEqualTo(room.desired());
        assertThat(room.strangers()).isEmpty();
    }

    @Test
    void writesNothingForARoomThatIsAsItShouldBe() throws SQLException {
        var room = TestRoom.of(server, "untouched").ensure();
        var before = real.inventory();

        room.ensure();

        assertThat(real.inventory()).isEqualTo(before);
    }

    @Test
    void letsTheServiceCreateFillAndReadATable() throws SQLException {
        var room = TestRoom.of(server, "used").ensure();

        assertThatServiceWorks(room);
    }

    @Test
    void keepsAServiceOutOfASchemaWhoseNameLooksAlike() throws SQLException {
        var own = TestRoom.of(server, "a_b").ensure();
        var neighbour = TestRoom.of(server, "axb").ensure();
        execute(neighbour, "CREATE TABLE secret (id integer)");

        assertRefused(own, "SELECT * FROM " + real.quoted(neighbour.schema()) + ".secret");
        assertRefused(own, "CREATE TABLE " + real.quoted(neighbour.schema()) + ".mine (id integer)");
        assertRefused(own, "DROP TABLE " + real.quoted(neighbour.schema()) + ".secret");
        assertRefused(neighbour, "CREATE TABLE " + real.quoted(own.schema()) + ".mine (id integer)");
    }

    @Test
    void keepsAServiceFromMakingSchemasAndAccounts() {
        var room = TestRoom.of(server, "ambitious").ensure();

        assertRefused(room, "CREATE SCHEMA conquered");
        assertRefused(room, "CREATE ROLE ally");
    }

    @Test
    void findsAndMendsAPasswordThatIsNotTheWishedForOne() throws SQLException {
        var room = TestRoom.of(server, "forgetful").ensure();
        var changed = room.withPassword("another4Password");

        var actual = changed.actual();
        changed.ensure();

        assertThat(actual.credentials()).isEmpty();
        assertThat(changed.plan().describe()).isEmpty();
        assertThatServiceWorks(changed);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> real.connect(room.credential(), room.schema()).close());
    }

    @Test
    void changesTheConnectionLimit() {
        var room = TestRoom.of(server, "limited").ensure();
        var wider = room.withLimit(7);

        wider.ensure();

        assertThat(wider.plan().describe()).isEmpty();
        assertThat(room.plan().describe()).containsExactly("allow \"limited_user\" 5 connections");
    }

    @Test
    void knowsThePasswordOfAUserAtItsConnectionLimit() throws SQLException {
        var room = TestRoom.of(server, "crowded").withLimit(1).ensure();

        try (var only = real.connect(room.credential(), room.schema())) {
            assertThat(only.isValid(1)).isTrue();
            var actual = room.actual();

            assertThat(actual.credentials()).containsExactly(room.credential());
            assertThat(actual.sessions()).isEmpty();
        }
    }

    @Test
    void closesALoginWithItsSessionsAndOpensItAgain() throws SQLException {
        var room = TestRoom.of(server, "closed").ensure();
        var session = real.connect(room.credential(), room.schema());

        room.close();

        assertThat(session.isValid(5)).isFalse();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> real.connect(room.credential(), room.schema()).close());
        assertThat(room.plan().describe()).containsExactly("let \"closed_user\" log in");
        assertThatServiceWorks(room.ensure());
    }

    @Test
    void leavesNothingOfARemovedRoom() throws SQLException {
        var before = real.inventory();
        var room = TestRoom.of(server, "removed").ensure();
        execute(room, "CREATE TABLE customers (id integer PRIMARY KEY, name varchar(20))");
        execute(room, "CREATE VIEW names AS SELECT name FROM customers");

        room.remove();

        assertThat(real.inventory()).isEqualTo(before);
        assertThat(room.actual().roles()).isEmpty();
    }

    @Test
    void removesNothingThatCarriesAnotherMarker() throws SQLException {
        var room = TestRoom.of(server, "kept").ensure();
        var before = real.inventory();

        room.claimedBy(new Marker("cluster", "tests", "stranger")).remove();

        assertThat(real.inventory()).isEqualTo(before);
    }

    @Test
    void tellsWhatBelongsToSomebodyElse() {
        var room = TestRoom.of(server, "claimed").ensure();

        var strangers = room.claimedBy(new Marker("cluster", "tests", "second")).strangers();

        assertThat(strangers)
                .anySatisfy(stranger -> assertThat(stranger).contains("schema \"claimed\" of cluster/tests/claimed"))
                .anySatisfy(stranger -> assertThat(stranger).contains("role \"claimed_user\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"b",
                "a'b",
                "a`b",
                "a\\b",
                "a\\'b",
                "ä",
                "%s",
                "?",
                "{d '1'}",
                "--",
                "a b",
                "A",
                "$1",
                "$$",
                "a.b",
                "a,b",
                "select",
                "x\"; DROP ROLE lakou_admin; --",
                "x'; DROP ROLE lakou_admin; --",
                "x`; DROP DATABASE mysql; --"
            })
    void quotesAHostileNameOrRefusesIt(String name) throws SQLException {
        var before = real.inventory();
        var room = TestRoom.of(server, name);

        if (server.mistakes(room.room()).isEmpty()) {
            room.ensure();
            assertThat(room.actual()).isEqualTo(room.desired());
            assertThatServiceWorks(room);
            room.remove();
        }

        assertThat(real.inventory()).isEqualTo(before);
    }

    @Test
    void allowsAnOrdinaryName() {
        var room = TestRoom.of(server, "madansara");

        assertThat(server.mistakes(room.room())).isEmpty();
    }

    @Test
    void saysWhichNamesAreTooLong() {
        var room = TestRoom.of(server, "x".repeat(65), "short");

        assertThat(server.mistakes(room.room()))
                .hasSize(1)
                .first()
                .extracting(Mistake::message, STRING)
                .startsWith("spec.schema")
                .contains("65");
    }

    @Test
    void goesOnAfterAPlanThatBrokeOffAnywhere() {
        var changes = TestRoom.of(server, "broken").plan().changes();
        for (var made = 0; made <= changes.size(); made++) {
            var room = TestRoom.of(server, "broken_" + made);
            server.apply(new Plan(room.plan().changes().subList(0, made)));

            var strangers = room.strangers();
            room.ensure();

            assertThat(strangers).isEmpty();
            assertThat(room.actual()).isEqualTo(room.desired());
            room.remove();
        }
    }

    @Test
    void tellsThatTheServerDoesNotAnswerOnceItIsClosed() {
        var room = TestRoom.of(server, "late");
        server.close();

        assertThatExceptionOfType(DatabaseException.class).isThrownBy(room::actual);
    }

    /** Runs one statement as the service. */
    protected void execute(TestRoom room, String sql) throws SQLException {
        try (var connection = connect(room);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    protected void assertRefused(TestRoom room, String sql) {
        assertThatExceptionOfType(SQLException.class).as(sql).isThrownBy(() -> execute(room, sql));
    }

    protected Connection connect(TestRoom room) throws SQLException {
        return real.connect(room.credential(), room.schema());
    }

    protected void assertThatServiceWorks(TestRoom room) throws SQLException {
        try (var connection = connect(room);
                var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (var sql : List.of(
                    "CREATE TABLE greeting (word varchar(20))",
                    "INSERT INTO greeting VALUES ('bonjou')",
                    "ALTER TABLE greeting ADD COLUMN language varchar(2)")) {
                statement.execute(sql);
            }
            try (var rows = statement.executeQuery(
                    "SELECT word FROM " + real.quoted(room.schema()) + "." + real.quoted(new Identifier("greeting")))) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("bonjou");
            }
            statement.execute("DROP TABLE greeting");
        }
    }
}
