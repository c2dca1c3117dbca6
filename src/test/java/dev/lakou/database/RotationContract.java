package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Password;
import dev.lakou.plan.Planner;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every dialect promises of a credential that takes another's place. */
public abstract class RotationContract extends BootstrappedServer {
    protected RotationContract(ServerUnderTest real) {
        super(real);
    }

    @Test
    void letsBothInWhileTheyOverlap() throws SQLException {
        var room = TestRoom.of(server, "overlap").ensure();
        var next = next(room, room.credential(), 1);

        begin(room, next, room.credential());

        requireWorks(room, room.credential());
        requireWorks(room, next);
        assertThat(leftToDo(room, Logins.only(next).beside(room.room().user()))).isEmpty();
    }

    @Test
    void keepsOnlyTheNewOneInTheEnd() throws SQLException {
        var room = TestRoom.of(server, "ended").ensure();
        var next = next(room, room.credential(), 1);
        begin(room, next, room.credential());

        keep(room, Logins.only(next).after(room.room().user()));

        requireWorks(room, next);
        requireRefused(room, room.credential());
        assertThat(leftToDo(room, Logins.only(next).after(room.room().user()))).isEmpty();
    }

    @Test
    void goesOnAndOn() throws SQLException {
        var room = TestRoom.of(server, "often").ensure();
        var present = room.credential();
        for (var rotation = 1; rotation <= 4; rotation++) {
            var next = next(room, present, rotation);
            begin(room, next, present);
            requireWorks(room, present);
            keep(room, Logins.only(next).after(present.user()));
            requireRefused(room, present);
            requireWorks(room, next);
            present = next;
        }
    }

    @Test
    void beginsAnewAfterACrash() throws SQLException {
        var room = TestRoom.of(server, "crash").ensure();
        var lost = next(room, room.credential(), 1);
        begin(room, lost, room.credential());

        keep(room, Logins.only(room.credential()));
        requireWorks(room, room.credential());
        var next = next(room, room.credential(), 1);
        begin(room, next, room.credential());

        requireWorks(room, room.credential());
        requireWorks(room, next);
        requireRefused(room, lost);
    }

    @Test
    void letsEitherAlterWhatTheOtherMade() throws SQLException {
        var room = TestRoom.of(server, "either").ensure();
        execute(room, room.credential(), "CREATE TABLE old (id INT PRIMARY KEY)");
        execute(room, room.credential(), "CREATE VIEW old_view AS SELECT id FROM old");
        var next = next(room, room.credential(), 1);
        begin(room, next, room.credential());

        execute(room, next, "ALTER TABLE old ADD name TEXT");
        execute(room, next, "DROP VIEW old_view");
        execute(room, next, "CREATE TABLE young (id INT PRIMARY KEY)");
        execute(room, room.credential(), "ALTER TABLE young ADD name TEXT");
        execute(room, room.credential(), "DROP TABLE young");
    }

    @Test
    void closesEveryLoginOfARoomThatIsLeft() throws SQLException {
        var room = TestRoom.of(server, "left").ensure();
        var next = next(room, room.credential(), 1);
        begin(room, next, room.credential());
        var all = room.desired(Logins.only(next).after(room.room().user()));

        server.apply(Planner.closing(room.room().marker(), all, server.inspect(all)));

        requireRefused(room, room.credential());
        requireRefused(room, next);
    }

    @Test
    void countsTheSessionsOfALogin() throws SQLException {
        var room = TestRoom.of(server, "counted").ensure();
        try (var one = real.connect(room.credential(), room.schema());
                var two = real.connect(room.credential(), room.schema())) {
            assertThat(one.isValid(5) && two.isValid(5)).isTrue();
            assertThat(server.sessions(room.room().user())).isEqualTo(2);
        }
    }

    private Credential next(TestRoom room, Credential present, int rotation) {
        var logins = server.logins(room.room().user());
        return new Credential(
                logins.get(rotation % logins.size()),
                Password.generate(new SecureRandom()),
                Optional.of(present.password()));
    }

    private void begin(TestRoom room, Credential next, Credential present) {
        keep(room, Logins.only(next).beside(present.user()));
    }

    private void keep(TestRoom room, Logins logins) {
        var desired = room.desired(logins);
        RoomKeeper.keep(server, desired, server.inspect(desired));
    }

    private List<String> leftToDo(TestRoom room, Logins logins) {
        var later = new Logins(
                new Credential(logins.current().user(), logins.current().password()), logins.former());
        var desired = room.desired(later);
        return Planner.plan(desired, server.inspect(desired)).describe();
    }

    private void requireWorks(TestRoom room, Credential credential) throws SQLException {
        execute(room, credential, "CREATE TABLE " + real.quoted(new Identifier("t" + System.nanoTime())) + " (id INT)");
    }

    private void requireRefused(TestRoom room, Credential credential) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> real.connect(credential, room.schema()).close());
    }

    private void execute(TestRoom room, Credential credential, String sql) throws SQLException {
        try (var connection = real.connect(credential, room.schema());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
