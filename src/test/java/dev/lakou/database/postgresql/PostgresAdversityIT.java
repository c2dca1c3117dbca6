package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.AdversityContract;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
@ParameterizedClass
@MethodSource("servers")
class PostgresAdversityIT extends AdversityContract {
    private final PostgresUnderTest postgres;

    PostgresAdversityIT(PostgresUnderTest postgres) {
        super(postgres);
        this.postgres = postgres;
    }

    /** Each quotes alike; a superuser's statements are those of the others without the steps into another role. */
    static Stream<PostgresUnderTest> servers() {
        return Stream.of(
                PostgresUnderTest.shared(14, Administrator.GRANT_OPTION),
                PostgresUnderTest.shared(18, Administrator.DATABASE_OWNER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER ROLE drift_user NOLOGIN",
                "ALTER ROLE drift_user CONNECTION LIMIT 99",
                "ALTER ROLE drift_user VALID UNTIL '2001-01-01'",
                "ALTER ROLE drift_user PASSWORD NULL",
                "ALTER ROLE drift_user IN DATABASE %s RESET ALL",
                "ALTER ROLE drift_user IN DATABASE %s SET search_path TO public",
                "ALTER ROLE drift_user IN DATABASE %s SET work_mem TO '1MB'",
                "SET ROLE lakou_admin; REVOKE drift_owner FROM drift_user",
                "REVOKE CREATE ON SCHEMA drift FROM drift_owner",
                "REVOKE USAGE ON SCHEMA drift FROM drift_readers",
                "GRANT USAGE ON SCHEMA drift TO PUBLIC",
                "REVOKE SELECT ON drift.kept FROM drift_readers",
                "ALTER DEFAULT PRIVILEGES FOR ROLE drift_owner IN SCHEMA drift REVOKE SELECT ON TABLES FROM drift_readers",
                "ALTER DEFAULT PRIVILEGES FOR ROLE drift_owner GRANT EXECUTE ON FUNCTIONS TO PUBLIC",
            })
    void mendsWhatWasChangedByHand(String change) throws SQLException {
        var service = TestSchema.of(server, "drift").ensure();
        execute(service, "CREATE TABLE IF NOT EXISTS kept (id integer)");
        var fingerprint = server.fingerprint();
        var digests = service.digests();
        postgres.run(change.formatted(real.quoted(postgres.database())));

        var tells =
                !server.fingerprint().equals(fingerprint) && !service.digests().equals(digests);
        var plan = service.plan();
        service.ensure();

        // Only a superuser is told of passwords.
        assertThat(tells).isNotEqualTo(change.contains("PASSWORD"));
        assertThat(plan.describe()).isNotEmpty();
        assertThat(service.actual()).isEqualTo(service.desired());
    }
}
