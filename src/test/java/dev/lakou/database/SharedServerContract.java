package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every dialect promises beside its states, on a real server: what those who come by its logins can do and cannot. */
public abstract class SharedServerContract extends StateContract {
    protected SharedServerContract(ServerUnderTest real) {
        super(real);
    }

    @Test
    void letsTheServiceCreateFillAndReadATable() throws SQLException {
        var service = TestSchema.of(server, "used").ensure();

        assertThatServiceWorks(service);
    }

    @Test
    void keepsAServiceOutOfASchemaWhoseNameLooksAlike() throws SQLException {
        var own = TestSchema.of(server, "a_b").ensure();
        var neighbour = TestSchema.of(server, "axb").ensure();
        execute(neighbour, "CREATE TABLE secret (id integer)");

        assertRefused(own, "SELECT * FROM " + real.quoted(neighbour.schema()) + ".secret");
        assertRefused(own, "CREATE TABLE " + real.quoted(neighbour.schema()) + ".mine (id integer)");
        assertRefused(own, "DROP TABLE " + real.quoted(neighbour.schema()) + ".secret");
        assertRefused(neighbour, "CREATE TABLE " + real.quoted(own.schema()) + ".mine (id integer)");
    }

    @Test
    void keepsAServiceFromMakingSchemasAndAccounts() {
        var service = TestSchema.of(server, "ambitious").ensure();

        assertRefused(service, "CREATE SCHEMA conquered");
        assertRefused(service, "CREATE ROLE ally");
    }

    @Test
    void findsAndMendsAPasswordThatIsNotTheWishedForOne() throws SQLException {
        var service = TestSchema.of(server, "forgetful").ensure();
        var changed = service.withPassword("another4Password");

        var actual = changed.actual();
        changed.ensure();

        assertThat(actual.credentials()).isEmpty();
        assertThat(changed.plan().describe()).isEmpty();
        assertThatServiceWorks(changed);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() ->
                        real.connect(service.credential(), service.schema()).close());
    }

    @Test
    void knowsThePasswordOfAUserAtItsConnectionLimit() throws SQLException {
        var service = TestSchema.of(server, "crowded").withLimit(1).ensure();

        try (var only = real.connect(service.credential(), service.schema())) {
            assertThat(only.isValid(30)).isTrue();
            var actual = service.actual();

            assertThat(actual.credentials()).containsExactly(service.credential());
            assertThat(actual.sessions()).isEmpty();
        }
    }

    /** The session of the proof is counted for a moment after it ended; several, since it often is a short one. */
    @Test
    void aServiceThatMayHaveOneSessionComesInAsSoonAsItIsProved() throws SQLException {
        for (var name : List.of("alone_1", "alone_2", "alone_3", "alone_4")) {
            var service = TestSchema.of(server, name).withLimit(1).ensure();

            assertThatNoException().isThrownBy(() -> real.connect(service.credential(), service.schema())
                    .close());
        }
    }

    @Test
    void closesALoginWithItsSessionsAndOpensItAgain() throws SQLException {
        var service = TestSchema.of(server, "closed").ensure();
        var session = real.connect(service.credential(), service.schema());

        service.close();

        assertThat(session.isValid(5)).isFalse();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() ->
                        real.connect(service.credential(), service.schema()).close());
        assertThat(service.plan().describe()).containsExactly("let \"closed_user\" log in");
        assertThatServiceWorks(service.ensure());
    }

    @Test
    void leavesNothingOfARemovedRoom() throws SQLException {
        var before = real.inventory();
        var service = TestSchema.of(server, "removed").ensure();
        execute(service, "CREATE TABLE customers (id integer PRIMARY KEY, name varchar(20))");
        execute(service, "CREATE VIEW names AS SELECT name FROM customers");

        service.remove();

        assertThat(real.inventory()).isEqualTo(before);
        assertThat(service.actual().roles()).isEmpty();
    }

    protected void assertRefused(TestSchema service, String sql) {
        assertThatExceptionOfType(SQLException.class).as(sql).isThrownBy(() -> execute(service, sql));
    }
}
