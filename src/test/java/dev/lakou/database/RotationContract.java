package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Password;
import dev.lakou.plan.Change;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every dialect promises of a credential that takes another's place. */
public abstract class RotationContract extends BootstrappedServer {
    protected RotationContract(ServerUnderTest real) {
        super(real);
    }

    @Test
    void letsBothInWhileTheyOverlap() throws SQLException {
        var service = TestSchema.of(server, "overlap").ensure();
        var next = next(service, service.credential(), 1);

        begin(service, next, service.credential());

        requireWorks(service, service.credential());
        requireWorks(service, next);
        assertThat(leftToDo(service, Logins.only(next).beside(service.service().user())))
                .isEmpty();
    }

    @Test
    void keepsOnlyTheNewOneInTheEnd() throws SQLException {
        var service = TestSchema.of(server, "ended").ensure();
        var next = next(service, service.credential(), 1);
        begin(service, next, service.credential());

        keep(service, Logins.only(next).after(service.service().user()));

        requireWorks(service, next);
        requireRefused(service, service.credential());
        assertThat(leftToDo(service, Logins.only(next).after(service.service().user())))
                .isEmpty();
    }

    @Test
    void goesOnAndOn() throws SQLException {
        var service = TestSchema.of(server, "often").ensure();
        var present = service.credential();
        for (var rotation = 1; rotation <= 4; rotation++) {
            var next = next(service, present, rotation);
            begin(service, next, present);
            requireWorks(service, present);
            keep(service, Logins.only(next).after(present.user()));
            requireRefused(service, present);
            requireWorks(service, next);
            present = next;
        }
    }

    @Test
    void beginsAnewAfterACrash() throws SQLException {
        var service = TestSchema.of(server, "crash").ensure();
        var lost = next(service, service.credential(), 1);
        begin(service, lost, service.credential());

        keep(service, Logins.only(service.credential()));
        requireWorks(service, service.credential());
        var next = next(service, service.credential(), 1);
        begin(service, next, service.credential());

        requireWorks(service, service.credential());
        requireWorks(service, next);
        requireRefused(service, lost);
    }

    @Test
    void letsALostPasswordInBesideTheOneThatTakesItsPlace() throws SQLException {
        var service = TestSchema.of(server, "lost").ensure();
        var next = next(service, service.credential(), 1);
        var ofUnknown = new Credential(next.user(), next.password()).retainingPresent();

        keep(service, Logins.only(ofUnknown).beside(service.service().user()));

        requireWorks(service, service.credential());
        requireWorks(service, next);
        keep(service, Logins.only(next).after(service.service().user()));
        requireRefused(service, service.credential());
    }

    @Test
    void tellsARightPasswordFromOthersWhetherTheLoginIsOpenOrNot() {
        var service = TestSchema.of(server, "right").ensure();
        var right =
                new Credential(service.credential().user(), service.credential().password());
        var wrong = new Credential(right.user(), new Password("another"));
        var nobodys = new Credential(new Identifier("nobody_user"), right.password());

        assertThat(server.rightPasswords(Set.of(right, wrong, nobodys))).containsExactly(right);
        server.apply(new Plan(List.of(new Change.CloseLogin(right.user()))));
        assertThat(server.rightPasswords(Set.of(right, wrong, nobodys))).containsExactly(right);
    }

    @Test
    void letsEitherAlterWhatTheOtherMade() throws SQLException {
        var service = TestSchema.of(server, "either").ensure();
        execute(service, service.credential(), "CREATE TABLE old (id INT PRIMARY KEY)");
        execute(service, service.credential(), "CREATE VIEW old_view AS SELECT id FROM old");
        var next = next(service, service.credential(), 1);
        begin(service, next, service.credential());

        execute(service, next, "ALTER TABLE old ADD name TEXT");
        execute(service, next, "DROP VIEW old_view");
        execute(service, next, "CREATE TABLE young (id INT PRIMARY KEY)");
        execute(service, service.credential(), "ALTER TABLE young ADD name TEXT");
        execute(service, service.credential(), "DROP TABLE young");
    }

    @Test
    void closesEveryLoginOfARoomThatIsLeft() throws SQLException {
        var service = TestSchema.of(server, "left").ensure();
        var next = next(service, service.credential(), 1);
        begin(service, next, service.credential());
        var all = service.desired(Logins.only(next).after(service.service().user()));

        server.apply(Planner.planRetain(all, service.found(all).owned()));

        requireRefused(service, service.credential());
        requireRefused(service, next);
    }

    @Test
    void countsTheSessionsOfALogin() throws SQLException {
        var service = TestSchema.of(server, "counted").ensure();
        try (var one = real.connect(service.credential(), service.schema());
                var two = real.connect(service.credential(), service.schema())) {
            assertThat(one.isValid(5) && two.isValid(5)).isTrue();
            assertThat(server.sessions(service.service().user())).isEqualTo(2);
        }
    }

    private Credential next(TestSchema service, Credential present, int rotation) {
        var logins = server.logins(service.service().user());
        return new Credential(
                logins.get(rotation % logins.size()),
                Password.generate(new SecureRandom()),
                Optional.of(present.password()));
    }

    private void begin(TestSchema service, Credential next, Credential present) {
        keep(service, Logins.only(next).beside(present.user()));
    }

    private void keep(TestSchema service, Logins logins) {
        var desired = service.desired(logins);
        TestSchema.keep(server, desired, service.found(desired));
    }

    private List<String> leftToDo(TestSchema service, Logins logins) {
        var later = new Logins(
                new Credential(logins.current().user(), logins.current().password()), logins.former());
        var desired = service.desired(later);
        return Planner.plan(desired, service.found(desired).claim(desired)).describe();
    }

    private void requireWorks(TestSchema service, Credential credential) throws SQLException {
        execute(
                service,
                credential,
                "CREATE TABLE " + real.quoted(new Identifier("t" + System.nanoTime())) + " (id INT)");
    }

    private void requireRefused(TestSchema service, Credential credential) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> real.connect(credential, service.schema()).close());
    }

    private void execute(TestSchema service, Credential credential, String sql) throws SQLException {
        try (var connection = real.connect(credential, service.schema());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
