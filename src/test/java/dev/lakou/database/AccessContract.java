package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Access;
import dev.lakou.model.AdditionalUser.Reach;
import dev.lakou.model.Identifier;
import dev.lakou.model.ObservedAccess;
import dev.lakou.model.Privilege;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every dialect promises of a service that uses tables of another. */
public abstract class AccessContract extends BootstrappedServer {
    protected AccessContract(ServerUnderTest real) {
        super(real);
    }

    @Test
    void accessToSomeTablesIsToNoOthers() throws SQLException {
        var core = TestSchema.of(server, "core_some").ensure();
        real.run(core, core.credential(), "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20))");
        real.run(core, core.credential(), "CREATE TABLE secrets (id INT PRIMARY KEY)");
        var access = access(core, List.of("users"), List.of(), Privilege.SELECT, Privilege.UPDATE);
        var shop = TestSchema.of(server, "shop_some").withAccess(access).ensure();
        var users = real.quoted(core.schema()) + ".users";

        real.run(shop, shop.credential(), "SELECT id, name FROM " + users);
        real.run(shop, shop.credential(), "UPDATE " + users + " SET name = 'x'");
        real.requireRefused(shop, shop.credential(), "DELETE FROM " + users);
        real.requireRefused(shop, shop.credential(), "SELECT id FROM " + real.quoted(core.schema()) + ".secrets");
        assertThat(observed(core))
                .containsExactly(new ObservedAccess(shop.service().marker(), access));
        assertThat(shop.plan().describe()).isEmpty();
        assertThat(core.plan().describe()).isEmpty();
    }

    @Test
    void accessToSomeColumnsIsToNoOthers() throws SQLException {
        var core = TestSchema.of(server, "core_columns").ensure();
        real.run(
                core, core.credential(), "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20), hash VARCHAR(20))");
        var access = access(core, List.of("users"), List.of("id", "name"), Privilege.SELECT);
        var shop = TestSchema.of(server, "shop_columns").withAccess(access).ensure();
        var users = real.quoted(core.schema()) + ".users";

        real.run(shop, shop.credential(), "SELECT id, name FROM " + users);
        real.requireRefused(shop, shop.credential(), "SELECT hash FROM " + users);
        assertThat(observed(core))
                .containsExactly(new ObservedAccess(shop.service().marker(), access));
        assertThat(shop.plan().describe()).isEmpty();

        var fewer = shop.withAccess(access(core, List.of("users"), List.of("id"), Privilege.SELECT))
                .ensure();

        real.requireRefused(shop, shop.credential(), "SELECT name FROM " + users);
        assertThat(fewer.plan().describe()).isEmpty();
    }

    @Test
    void aColumnThatIsOpenedOrClosedByHandIsSeenAtTheNextLook() throws SQLException {
        var core = TestSchema.of(server, "core_looked").ensure();
        real.run(
                core, core.credential(), "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20), hash VARCHAR(20))");
        var shop = TestSchema.of(server, "shop_looked")
                .withAccess(access(core, List.of("users"), List.of("id", "name"), Privilege.SELECT))
                .ensure();
        var grantee = server.owner(shop.service()).orElse(shop.service().user());

        for (var change : List.of("GRANT SELECT (hash) ON %s TO %s", "REVOKE SELECT (hash) ON %s FROM %s")) {
            var fingerprint = server.fingerprint();
            var digests = server.digests();
            real.run(change.formatted(real.quoted(core.schema()) + ".users", real.quoted(grantee)));

            assertThat(server.fingerprint()).isNotEqualTo(fingerprint);
            var now = server.digests();
            assertThat(List.of(core.schema(), grantee))
                    .anySatisfy(name -> assertThat(now.get(name)).isNotEqualTo(digests.get(name)));
        }
    }

    @Test
    void accessToEverythingIsToTomorrowsTablesToo() throws SQLException {
        for (var privileges : List.of(List.of(Privilege.SELECT), List.of(Privilege.SELECT, Privilege.INSERT))) {
            var name = "all_" + privileges.size();
            var core = TestSchema.of(server, "core_" + name).ensure();
            var access = access(core, List.of(), List.of(), privileges.toArray(Privilege[]::new));
            var shop = TestSchema.of(server, "shop_" + name)
                    .withAdditionalUser("shop_" + name + "_app", Reach.READ_WRITE)
                    .withAccess(access)
                    .ensure();
            real.run(core, core.credential(), "CREATE TABLE later (id INT PRIMARY KEY)");
            var later = real.quoted(core.schema()) + ".later";

            for (var who : List.of(shop.credential(), shop.credentialOf("shop_" + name + "_app"))) {
                real.run(shop, who, "SELECT id FROM " + later);
                if (privileges.contains(Privilege.INSERT)) {
                    real.run(
                            shop,
                            who,
                            "INSERT INTO " + later + " VALUES ("
                                    + who.user().value().length() + ")");
                } else {
                    real.requireRefused(shop, who, "INSERT INTO " + later + " VALUES (1)");
                }
                real.requireRefused(shop, who, "DELETE FROM " + later);
            }
            assertThat(observed(core))
                    .containsExactly(new ObservedAccess(shop.service().marker(), access));
            assertThat(shop.plan().describe()).isEmpty();
            assertThat(core.plan().describe()).isEmpty();
            shop.withAccess().ensure();
            real.requireRefused(shop, shop.credential(), "SELECT id FROM " + later);
            assertThat(observed(core)).isEmpty();
        }
    }

    @Test
    void tablesThatAreNotThereAreNamed() throws SQLException {
        var core = TestSchema.of(server, "core_missing").ensure();
        real.run(core, core.credential(), "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20))");
        var users = new Identifier("users");
        var brands = new Identifier("brands");

        assertThat(server.missing(access(core, List.of("users", "brands"), List.of("id"), Privilege.SELECT)))
                .containsExactly(brands);
        assertThat(server.missing(access(core, List.of("users"), List.of("email"), Privilege.SELECT)))
                .containsExactly(users);
    }

    @Test
    void aServiceThatLeavesLosesItsAccess() throws SQLException {
        var core = TestSchema.of(server, "core_left").ensure();
        real.run(core, core.credential(), "CREATE TABLE users (id INT PRIMARY KEY)");
        var shop = TestSchema.of(server, "shop_left")
                .withAccess(access(core, List.of("users"), List.of(), Privilege.SELECT))
                .ensure();

        shop.withAccess().close();

        assertThat(observed(core)).isEmpty();
    }

    private static Access access(
            TestSchema service, List<String> tables, List<String> columns, Privilege... privileges) {
        return new Access(
                service.schema(),
                tables.stream().map(Identifier::new).toList(),
                columns.stream().map(Identifier::new).toList(),
                Set.of(privileges));
    }

    private List<ObservedAccess> observed(TestSchema owner) {
        return ObservedAccesses.of(
                owner.schema(),
                server.heldByOthers(owner.schema(), owner.service().marker()));
    }
}
