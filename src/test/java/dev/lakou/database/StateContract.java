package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.lakou.model.AdditionalUser.Reach;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Marker;
import dev.lakou.model.Password;
import dev.lakou.model.Role;
import dev.lakou.model.Violation;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every server promises of the states that it finds, makes and ends, one in memory too. */
public abstract class StateContract extends BootstrappedServer {
    protected StateContract(ServerUnderTest real) {
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
        var made =
                TestSchema.of(server, "claimed_" + "x".repeat(50)).withAdditionalUser("claimed_app", Reach.READ_WRITE);
        var service = made.service();
        var names = real.factory().roles(service.schema(), List.of(service.user(), new Identifier("claimed_app")));
        var logins = server.logins(service.user());

        var desired = made.desired(
                Logins.only(new Credential(service.user(), new Password("a"))).beside(logins.get(logins.size() - 1)));

        assertThat(desired.roles()).extracting(Role::name).containsAll(logins).isSubsetOf(names);
    }

    @Test
    void seesNothingBeforeAnythingIsMade() {
        var service = TestSchema.of(server, "unmade");

        var seen = server.observe(service.desired());

        assertThat(seen.isOfNothing()).isTrue();
    }

    @Test
    void seesSomethingOnceAnythingIsMade() throws SQLException {
        var service = TestSchema.of(server, "begun").ensure();

        var seen = server.observe(service.desired().withoutCredentials());

        assertThat(seen.isOfNothing()).isFalse();
    }

    @Test
    void makesARoomThatNeedsNoFurtherChange() {
        var service = TestSchema.of(server, "made");

        service.ensure();

        assertThat(service.plan().describe()).isEmpty();
        assertThat(service.actual()).isEqualTo(service.desired());
        assertThat(service.strangers()).isEmpty();
    }

    @Test
    void writesNothingForARoomThatIsAsItShouldBe() throws SQLException {
        var service = TestSchema.of(server, "untouched").ensure();
        var before = real.inventory();

        service.ensure();

        assertThat(real.inventory()).isEqualTo(before);
    }

    @Test
    void changesTheConnectionLimit() {
        var service = TestSchema.of(server, "limited").ensure();
        var wider = service.withLimit(7);

        wider.ensure();

        assertThat(wider.plan().describe()).isEmpty();
        assertThat(service.plan().describe()).containsExactly("allow \"limited_user\" 5 connections");
    }

    @Test
    void removesNothingThatCarriesAnotherMarker() throws SQLException {
        var service = TestSchema.of(server, "kept").ensure();
        var before = real.inventory();

        service.claimedBy(new Marker("cluster", "tests", "stranger")).remove();

        assertThat(real.inventory()).isEqualTo(before);
    }

    @Test
    void tellsWhatBelongsToSomebodyElse() {
        var service = TestSchema.of(server, "claimed").ensure();

        var strangers =
                service.claimedBy(new Marker("cluster", "tests", "second")).strangers();

        assertThat(strangers)
                .anySatisfy(stranger -> assertThat(stranger).contains("schema \"claimed\" of cluster/tests/claimed"))
                .anySatisfy(stranger -> assertThat(stranger).contains("role \"claimed_user\""));
    }

    @Test
    void allowsAnOrdinaryName() {
        var service = TestSchema.of(server, "madansara");

        assertThat(server.violations(service.service())).isEmpty();
    }

    @Test
    void saysWhichNamesAreTooLong() {
        var service = TestSchema.of(server, "x".repeat(65), "short");

        assertThat(server.violations(service.service()))
                .hasSize(1)
                .first()
                .extracting(Violation::message, STRING)
                .startsWith("spec.schema")
                .contains("65");
    }

    @Test
    void tellsThatTheServerDoesNotAnswerOnceItIsClosed() {
        var service = TestSchema.of(server, "late");
        server.close();

        assertThatExceptionOfType(DatabaseException.class).isThrownBy(service::actual);
    }
}
