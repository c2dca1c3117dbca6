package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.RoleSharingContract;
import dev.lakou.database.ServerPolicy;
import dev.lakou.database.ServerPolicy.Strangers;
import dev.lakou.database.TestSchema;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.Access;
import dev.lakou.model.Credential;
import dev.lakou.model.ForeignRole;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import dev.lakou.model.RoleShare;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
@ParameterizedClass
@MethodSource("servers")
class PostgresRoleSharingIT extends RoleSharingContract {
    private final PostgresUnderTest postgres;

    PostgresRoleSharingIT(PostgresUnderTest postgres) {
        super(postgres);
        this.postgres = postgres;
    }

    static Stream<PostgresUnderTest> servers() {
        return Stream.of(
                PostgresUnderTest.shared(14, Administrator.GRANT_OPTION),
                PostgresUnderTest.shared(18, Administrator.DATABASE_OWNER));
    }

    /** As with strangers: Report, where what a DBA gave is left. */
    @Test
    void isKeptWhereStrangersAreOnlyTold() throws SQLException {
        postgres.run("CREATE ROLE told_group", "CREATE ROLE named_group NOINHERIT");
        try (var telling = postgres.openWith(ServerPolicy.CAREFUL.with(Strangers.REPORT))) {
            var service = TestSchema.of(telling, "telling").ensure();
            postgres.run(service, service.credential(), "CREATE TABLE users (id int)");
            postgres.run("GRANT USAGE ON SCHEMA telling TO told_group");
            var users =
                    new Access(service.schema(), List.of(new Identifier("users")), List.of(), Set.of(Privilege.SELECT));
            var shared = service.sharedWith(new RoleShare(Grantee.of(new Identifier("named_group")), users))
                    .ensure();

            assertThat(shared.plan().describe()).isEmpty();
            assertThat(telling.strangersOn(List.of(service.schema())))
                    .contains(new Identifier("told_group"), new Identifier("named_group"));
            assertThat(server.strangersOn(List.of(service.schema()))).isEmpty();
            assertThat(telling.foreignRoles(Set.of(Grantee.of(new Identifier("named_group")))))
                    .containsValue(ForeignRole.WITHOUT_INHERITANCE);
            service.remove();
        }
        postgres.run("DROP ROLE told_group, named_group");
    }

    @Override
    protected void makeLogin(Credential login) throws SQLException {
        var database = postgres.quoted(postgres.database());
        postgres.run(
                "CREATE ROLE %s LOGIN PASSWORD '%s'"
                        .formatted(login.user(), login.password().value()),
                "GRANT CONNECT ON DATABASE %s TO %s".formatted(database, login.user()));
    }

    @Override
    protected void takeByHand(Credential login, TestSchema service) throws SQLException {
        postgres.run("REVOKE USAGE ON SCHEMA %s FROM %s"
                .formatted(service.schema(), PostgresNames.readers(service.schema())));
    }

    @Override
    protected void dropLogin(Credential login) throws SQLException {
        postgres.run("DROP OWNED BY " + login.user(), "DROP ROLE " + login.user());
    }

    @Override
    protected Grantee administrator() {
        return Grantee.of(new Identifier(postgres.administrator().user()));
    }
}
