package dev.lakou.database.postgresql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.AdditionalUser.Reach;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a DBA gave to Lakou's roles outside of Lakou: taken back, or told, and never in the way of anything else. */
@WithPostgresServers
@NeedsServers({Part.POSTGRESQL_14, Part.POSTGRESQL_18})
@ParameterizedClass
@MethodSource("servers")
class PostgresOthersHandsIT {
    private final PostgresUnderTest postgres;
    private final SharedServer server;

    PostgresOthersHandsIT(PostgresUnderTest postgres) {
        this.postgres = postgres;
        this.server = postgres.open();
        server.bootstrap();
    }

    static Stream<PostgresUnderTest> servers() {
        return Stream.of(14, 18).flatMap(major -> Stream.of(Administrator.SUPERUSER, Administrator.DATABASE_OWNER)
                .map(administrator -> PostgresUnderTest.shared(major, administrator)));
    }

    @AfterEach
    void remove() {
        TestSchema.of(server, "held").remove();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_read_all_data TO held_user",
                "pg_write_all_data TO held_owner",
                "pg_execute_server_program TO held_user",
                "auditors TO held_reader",
                "held_owner TO auditors"
            })
    void aMembershipThatADbaGrantedIsTakenBackOrTold(String granted) throws SQLException {
        postgres.run("DROP ROLE IF EXISTS auditors", "CREATE ROLE auditors");
        var service = TestSchema.of(server, "held").withAdditionalUser("held_reader", Reach.READ_ONLY);
        keep(service);
        postgres.run("GRANT " + granted);
        assertThat(service.plan().describe()).hasSize(1);

        // Before 16, whoever may create roles may end each membership, but those in roles of superusers.
        var refusal = attempt(service.withLimit(8));

        if (refusal != null) {
            assertThat(postgres.administratorIsSuperuser()).isFalse();
            assertThat(refusal.kind()).isEqualTo(Kind.PRIVILEGE_MISSING);
            assertThat(postgres.read("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'held_user'"))
                    .containsExactly("8");
            var told = String.valueOf(refusal.getMessage());
            postgres.run(told.substring(told.indexOf("REVOKE")));
        }
        keep(service);
    }

    @Test
    void aClosedServiceIsNotHeldByAMembership() throws SQLException {
        var service = TestSchema.of(server, "held").ensure();
        postgres.run("GRANT pg_read_all_data TO held_user, held_owner");

        for (var attempt = 0; attempt < 2; attempt++) {
            try {
                service.close();
            } catch (DatabaseException e) {
                assertThat(e.kind()).isEqualTo(Kind.PRIVILEGE_MISSING);
            }
        }

        service.close();
        assertThat(postgres.read("SELECT rolname FROM pg_roles WHERE rolname = 'held_user' AND rolcanlogin"))
                .isEmpty();
    }

    @Test
    void aUserThatOwnsSomethingInAnotherDatabaseHoldsUpNothingElse() throws SQLException {
        var service = TestSchema.of(server, "held").withAdditionalUser("held_human", Reach.READ_WRITE);
        keep(service);
        var elsewhere = postgres.in("postgres");
        elsewhere.run("CREATE SCHEMA theirs AUTHORIZATION held_human");
        var without = service.withoutAdditionalUsers().withLimit(7);

        var refusal = attempt(without);

        assertThat(requireNonNull(refusal).kind()).isEqualTo(Kind.DEPENDED_ON);
        assertThat(refusal).hasMessageContaining("held_human").hasMessageContaining("database postgres");
        assertThat(postgres.read("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'held_user'"))
                .containsExactly("7");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(service::remove)
                .withMessageContaining("database postgres");
        assertThat(postgres.read("SELECT nspname FROM pg_namespace WHERE nspname = 'held'"))
                .isEmpty();
        elsewhere.run("REASSIGN OWNED BY held_human TO CURRENT_USER", "DROP OWNED BY held_human", "DROP SCHEMA theirs");
        service.remove();
        assertThat(postgres.read("SELECT rolname FROM pg_roles WHERE rolname LIKE 'held%'"))
                .isEmpty();
    }

    private static @org.jspecify.annotations.Nullable DatabaseException attempt(TestSchema service) {
        try {
            TestSchema.keep(service.server(), service.desired(), service.found());
            return null;
        } catch (DatabaseException e) {
            return e;
        }
    }

    private static void keep(TestSchema service) {
        TestSchema.keep(service.server(), service.desired(), service.found());
        assertThat(service.actual()).isEqualTo(service.desired());
    }
}
