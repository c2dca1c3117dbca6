package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Access;
import dev.lakou.model.Credential;
import dev.lakou.model.ForeignRole;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import dev.lakou.model.Privilege;
import dev.lakou.model.RoleShare;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every dialect promises of a login that somebody made without Lakou, and that a service lets read. */
public abstract class RoleSharingContract extends BootstrappedServer {
    protected RoleSharingContract(ServerUnderTest real) {
        super(real);
    }

    /** Makes a login that may connect and nothing else. */
    protected abstract void makeLogin(Credential login) throws SQLException;

    /** Takes a right of the login on the whole schema by hand. */
    protected abstract void takeByHand(Credential login, TestSchema service) throws SQLException;

    protected abstract void dropLogin(Credential login) throws SQLException;

    @Test
    void readsTodaysTablesAndTomorrowsUntilItIsNoLongerNamed() throws SQLException {
        var login = login("cdc_all");
        makeLogin(login);
        var service = TestSchema.of(server, "captured_all")
                .withExtraSchemas("captured_more")
                .ensure();
        real.run(service, service.credential(), "CREATE TABLE today (id INT PRIMARY KEY)");
        real.requireRefused(service, login, "SELECT * FROM captured_all.today");

        var shared = service.sharedWith(share(login, service)).ensure();

        real.run(service, service.credential(), "CREATE TABLE captured_more.tomorrow (id INT PRIMARY KEY)");
        real.run(service, login, "SELECT * FROM captured_all.today");
        real.run(service, login, "SELECT * FROM captured_more.tomorrow");
        real.requireRefused(service, login, "INSERT INTO captured_all.today VALUES (1)");
        assertThat(shared.plan().describe()).isEmpty();

        takeByHand(login, service);
        real.requireRefused(service, login, "SELECT * FROM captured_all.today");
        shared.ensure();
        real.run(service, login, "SELECT * FROM captured_all.today");

        service.ensure();
        real.requireRefused(service, login, "SELECT * FROM captured_all.today");
        assertThat(service.plan().describe()).isEmpty();
        dropLogin(login);
        service.remove();
    }

    @Test
    void readsTheNamedTablesOnly() throws SQLException {
        var login = login("cdc_some");
        makeLogin(login);
        var service = TestSchema.of(server, "captured_some").ensure();
        for (var table : List.of("users", "orders", "secrets")) {
            real.run(service, service.credential(), "CREATE TABLE " + table + " (id INT PRIMARY KEY)");
        }

        var both = service.sharedWith(share(login, service, "users", "orders")).ensure();
        real.run(service, login, "SELECT * FROM captured_some.orders");
        var one = service.sharedWith(share(login, service, "users")).ensure();

        real.run(service, login, "SELECT * FROM captured_some.users");
        real.requireRefused(service, login, "SELECT * FROM captured_some.orders");
        real.requireRefused(service, login, "SELECT * FROM captured_some.secrets");
        assertThat(one.plan().describe()).isEmpty();
        assertThat(both.plan().describe()).hasSize(1);
        service.close();
        real.requireRefused(service, login, "SELECT * FROM captured_some.users");
        service.remove();
        dropLogin(login);
    }

    @Test
    void isNoRoleOfLakousAndNoAdministrator() throws SQLException {
        var login = login("cdc_plain");
        makeLogin(login);
        var service = TestSchema.of(server, "guarded_names").ensure();
        var asked = Map.of(
                grantee(login), ForeignRole.SHAREABLE,
                Grantee.of(service.service().user()), ForeignRole.LAKOUS,
                administrator(), ForeignRole.ADMINISTRATOR,
                Grantee.of(new Identifier("nobody_there")), ForeignRole.MISSING);

        var found = server.foreignRoles(asked.keySet());

        assertThat(found).isEqualTo(asked);
        service.remove();
        dropLogin(login);
    }

    /** The login by which Lakou works, or one who may do everything. */
    protected abstract Grantee administrator();

    /** The account as the server has it. */
    protected Grantee grantee(Credential login) {
        return new Grantee(Optional.of(login.user()));
    }

    private RoleShare share(Credential login, TestSchema service, String... tables) {
        return new RoleShare(
                grantee(login),
                new Access(
                        service.schema(),
                        service.service().extraSchemas(),
                        Stream.of(tables).map(Identifier::new).toList(),
                        List.of(),
                        Set.of(Privilege.SELECT)));
    }

    private static Credential login(String name) {
        return new Credential(new Identifier(name), new Password("Secret_of_0123456789_" + name));
    }
}
