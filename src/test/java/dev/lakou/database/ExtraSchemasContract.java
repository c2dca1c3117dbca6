package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lakou.model.Access;
import dev.lakou.model.AdditionalUser.Reach;
import dev.lakou.model.HeldGrant;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every dialect promises of the further schemas of a service: they are owned and shared like the first. */
public abstract class ExtraSchemasContract extends BootstrappedServer {
    protected ExtraSchemasContract(ServerUnderTest real) {
        super(real);
    }

    @Test
    void theServiceWorksInBothAndAStrangerInNeither() throws SQLException {
        var before = real.inventory();
        var stranger = TestSchema.of(server, "passer").ensure();
        var service = TestSchema.of(server, "shop")
                .withExtraSchemas("shop_jobs")
                .withAdditionalUser("shop_app", Reach.READ_WRITE)
                .withAdditionalUser("shop_human", Reach.READ_ONLY)
                .ensure();

        real.run(service, service.credential(), "CREATE TABLE shop_jobs.queue (id INT PRIMARY KEY)");

        real.run(service, service.credentialOf("shop_app"), "INSERT INTO shop_jobs.queue VALUES (1)");
        real.run(service, service.credentialOf("shop_human"), "SELECT * FROM shop_jobs.queue");
        real.requireRefused(service, service.credentialOf("shop_human"), "DELETE FROM shop_jobs.queue");
        real.requireRefused(stranger, stranger.credential(), "SELECT * FROM shop_jobs.queue");
        assertThat(service.plan().describe()).isEmpty();
        assertThat(service.actual().schemas()).hasSize(2);
        service.remove();
        stranger.remove();
        assertThat(real.inventory()).isEqualTo(before);
    }

    @Test
    void whoMayUseAllOfTheFirstMayUseTheOthers() throws SQLException {
        var service =
                TestSchema.of(server, "lent").withExtraSchemas("lent_jobs").ensure();
        real.run(service, service.credential(), "CREATE TABLE lent_jobs.queue (id INT PRIMARY KEY)");
        real.run(service, service.credential(), "CREATE TABLE users (id INT PRIMARY KEY)");
        var reader = TestReader.of(server, "lent_reader", service).ensure();
        var writer = TestSchema.of(server, "lent_to")
                .withAccess(all(service, Privilege.SELECT, Privilege.INSERT))
                .ensure();
        var some = TestSchema.of(server, "lent_some")
                .withAccess(new Access(
                        service.schema(),
                        service.service().extraSchemas(),
                        List.of(new Identifier("users")),
                        List.of(),
                        Set.of(Privilege.SELECT)))
                .ensure();

        real.run(service, service.credential(), "CREATE TABLE lent_jobs.tomorrow (id INT PRIMARY KEY)");

        real.run(service, reader.credential(), "SELECT * FROM lent_jobs.tomorrow");
        real.requireRefused(service, reader.credential(), "INSERT INTO lent_jobs.queue VALUES (1)");
        real.run(writer, writer.credential(), "INSERT INTO lent_jobs.tomorrow VALUES (1)");
        real.run(some, some.credential(), "SELECT * FROM " + real.quoted(service.schema()) + ".users");
        real.requireRefused(some, some.credential(), "SELECT * FROM lent_jobs.queue");
        assertThat(writer.plan().describe()).isEmpty();
        assertThat(server.heldByOthers(service.schema(), service.service().marker()))
                .filteredOn(held -> held.holder().equals(writer.service().marker()))
                .extracting(HeldGrant::schema)
                .contains(service.schema(), new Identifier("lent_jobs"));
    }

    @Test
    void oneThatIsNoLongerAskedForIsClosedWithItsDataAndGoesWithTheService() throws SQLException {
        var before = real.inventory();
        var service = TestSchema.of(server, "fickle").ensure();
        var more = service.withExtraSchemas("fickle_jobs").ensure();
        real.run(more, more.credential(), "CREATE TABLE fickle_jobs.queue (id INT PRIMARY KEY)");

        service.ensure();

        real.requireRefused(service, service.credential(), "SELECT * FROM fickle_jobs.queue");
        assertThat(service.plan().describe()).isEmpty();
        more.ensure();
        real.run(more, more.credential(), "SELECT * FROM fickle_jobs.queue");
        service.ensure();
        service.remove();
        assertThat(real.inventory()).isEqualTo(before);
    }

    @Test
    void oneThatIsAnothersIsRefused() throws SQLException {
        var owner =
                TestSchema.of(server, "first_come").withExtraSchemas("coveted").ensure();
        real.run("CREATE SCHEMA by_hand");

        var late = TestSchema.of(server, "late_come").withExtraSchemas("coveted");
        var same = TestSchema.of(server, "coveted");
        var bold = TestSchema.of(server, "bold_come").withExtraSchemas("by_hand");

        assertThat(late.strangers()).singleElement().asString().contains("\"coveted\"", "tests/first-come");
        assertThat(same.strangers()).singleElement().asString().contains("\"coveted\"", "tests/first-come");
        assertThat(bold.strangers()).singleElement().asString().contains("\"by_hand\"", "without a marker");
        owner.remove();
        real.run("DROP SCHEMA by_hand");
    }

    @Test
    void whatLiesInAnotherSchemaOfTheServiceHoldsUpNoDeletion() throws SQLException {
        var service =
                TestSchema.of(server, "tied").withExtraSchemas("tied_jobs").ensure();
        var tables = "CREATE TABLE users (id INT PRIMARY KEY)";
        real.run(service, service.credential(), tables);
        real.run(service, service.credential(), "CREATE VIEW tied_jobs.ids AS SELECT id FROM tied.users");
        real.run(service, service.credential(), "CREATE TABLE tied_jobs.filled (id INT PRIMARY KEY)");
        real.run(service, service.credential(), "INSERT INTO tied_jobs.filled VALUES (1)");

        assertThat(server.dependents(service.schema())).isEmpty();
        assertThat(server.filledTable(service.schema())).isEmpty();
        assertThat(server.filledTable(new Identifier("tied_jobs"))).contains(new Identifier("filled"));
        service.remove();

        assertThat(service.actual().schemas()).isEmpty();
    }

    @Test
    void oneThatStandsAlreadyIsTakenOverWithTheRest() throws SQLException {
        assumeTrue(takesOverFromSuperusers());
        real.run("CREATE SCHEMA grown_jobs", "CREATE TABLE grown_jobs.queue (id INT PRIMARY KEY)");
        var service = TestSchema.of(server, "grown").ensure();

        var adopting = service.withExtraSchemas("grown_jobs").adopting().ensure();

        adopting.ensure();
        real.run(service, service.credential(), "INSERT INTO grown_jobs.queue VALUES (1)");
        real.run(service, service.credential(), "ALTER TABLE grown_jobs.queue ADD name VARCHAR(9)");
        assertThat(adopting.plan().describe()).isEmpty();
        assertThat(adopting.actual().schema(new Identifier("grown_jobs")))
                .hasValueSatisfying(schema -> assertThat(schema.adopted()).isTrue());
        adopting.remove();
    }

    /** Whether Lakou may take what the one who may do everything made. */
    protected boolean takesOverFromSuperusers() {
        return true;
    }

    private static Access all(TestSchema owner, Privilege... privileges) {
        return new Access(owner.schema(), owner.service().extraSchemas(), List.of(), List.of(), Set.of(privileges));
    }
}
