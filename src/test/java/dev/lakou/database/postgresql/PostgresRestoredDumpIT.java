package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.WithOwnServers;
import dev.lakou.model.AdditionalUser.Reach;
import dev.lakou.model.Credential;
import dev.lakou.model.Logins;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A dump of PostgreSQL 15 or older, restored into 16 or newer, has no administrators of roles, and may lack memberships. */
@WithOwnServers
@NeedsServers(Part.POSTGRESQL_17)
class PostgresRestoredDumpIT {
    private static final String OF_LAKOU =
            "r.oid = a.roleid AND r.rolname <> 'lakou_admin' AND shobj_description(r.oid, 'pg_authid') LIKE 'lakou:%'";

    /** {@code GRANTED BY lakou_admin} is refused, since it is no administrator of what it grants. */
    private static final String WITHOUT_MEMBERSHIPS =
            "DELETE FROM pg_auth_members a USING pg_roles r WHERE " + OF_LAKOU;

    /** As pg_upgrade, and newer versions of pg_dumpall, restore them. */
    private static final String MEMBERSHIPS_OF_THE_SUPERUSER =
            "UPDATE pg_auth_members a SET grantor = 10, admin_option = false"
                    + " FROM pg_roles r WHERE (inherit_option OR set_option) AND " + OF_LAKOU;

    private static final String NO_ADMINISTRATORS =
            "DELETE FROM pg_auth_members a USING pg_roles r WHERE NOT inherit_option AND NOT set_option AND "
                    + OF_LAKOU;

    @ParameterizedTest
    @ValueSource(strings = {WITHOUT_MEMBERSHIPS, NO_ADMINISTRATORS + "; " + MEMBERSHIPS_OF_THE_SUPERUSER})
    void aSuperuserGoesOn(String restored) throws SQLException {
        var postgres = PostgresUnderTest.start(17, Administrator.SUPERUSER);
        try (var server = postgres.open()) {
            server.bootstrap();
            var service = service(server, "kept").ensure();
            postgres.run(restored);

            requireEverythingWorks(postgres, server, service);
        }
        postgres.cluster().close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DATABASE_OWNER", "GRANT_OPTION"})
    void anotherAdministratorNamesTheStatementAndGoesOn(Administrator administrator) throws SQLException {
        var postgres = PostgresUnderTest.start(17, administrator);
        try (var server = postgres.open()) {
            server.bootstrap();
            var service = service(server, "kept").ensure();
            postgres.run(WITHOUT_MEMBERSHIPS);

            var missing = server.probe().missing();
            assertThat(missing).hasSize(1);
            assertThat(missing.get(0).what()).contains("ADMIN OPTION");
            postgres.run(missing.stream().map(Shortcoming::statement).toArray(String[]::new));

            assertThat(server.bootstrap().missing()).isEmpty();
            requireEverythingWorks(postgres, server, service);
        }
        postgres.cluster().close();
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 17})
    void theAdministratorAfterASuperuserGoesOn(int major) throws SQLException {
        var postgres = PostgresUnderTest.start(major, Administrator.DATABASE_OWNER);
        try (var superuser = postgres.as(postgres.cluster().admin()).open()) {
            superuser.bootstrap();
            service(superuser, "kept").ensure();
        }
        postgres.run("GRANT lakou_admin TO operator WITH ADMIN OPTION");
        try (var server = postgres.open()) {
            var service = service(server, "kept");

            assertThat(server.bootstrap().missing()).isEmpty();
            requireEverythingWorks(postgres, server, service);
        }
        postgres.cluster().close();
    }

    private static TestSchema service(SharedServer server, String name) {
        return TestSchema.of(server, name)
                .withPassword("secret")
                .withAdditionalUser(name + "_writer", Reach.READ_WRITE)
                .withAdditionalUser(name + "_reader", Reach.READ_ONLY);
    }

    private static void requireEverythingWorks(PostgresUnderTest postgres, SharedServer server, TestSchema service)
            throws SQLException {
        keep(service);
        keep(service(server, "fresh"));
        keep(service.withLimit(7));
        var giver = postgres.administratorIsSuperuser() ? "" : "SET ROLE lakou_admin; ";
        postgres.run("ALTER ROLE kept_user NOLOGIN", giver + "GRANT kept_readers TO kept_user");
        keep(service);
        postgres.run(service, service.credential(), "CREATE TABLE IF NOT EXISTS made (id integer)");
        var second = server.logins(service.service().user()).get(1);
        var rotated = service.desired(Logins.only(new Credential(second, service.password()))
                .beside(service.service().user()));
        TestSchema.keep(server, rotated, service.found(rotated));
        postgres.run(service, new Credential(second, service.password()), "ALTER TABLE made ADD more text");
        keep(service.withoutAdditionalUsers());
        service.close();
        service.remove();
        assertThat(service.actual().roles()).isEmpty();
        assertThat(postgres.read("SELECT rolname FROM pg_roles WHERE rolname LIKE 'kept%'"))
                .isEmpty();
    }

    private static void keep(TestSchema service) {
        TestSchema.keep(service.server(), service.desired(), service.found());
        assertThat(service.actual()).isEqualTo(service.desired());
    }
}
