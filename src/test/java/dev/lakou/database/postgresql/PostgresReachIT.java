package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What others put into a schema of ours becomes the service's, or is named. */
@WithPostgresServers
@NeedsServers({Part.POSTGRESQL_14, Part.POSTGRESQL_18})
@ParameterizedClass
@MethodSource("servers")
class PostgresReachIT {
    private final PostgresUnderTest postgres;
    private final SharedServer server;

    PostgresReachIT(PostgresUnderTest postgres) {
        this.postgres = postgres;
        this.server = postgres.open();
        server.bootstrap();
    }

    static Stream<PostgresUnderTest> servers() {
        return PostgresUnderTest.foremost();
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** As {@code pg_restore --no-owner} does it, run as the superuser. */
    @Test
    void givesTheServiceWhatASuperuserRestoredOrNamesIt() throws SQLException {
        var service = TestSchema.of(server, "restored").ensure();
        postgres.run(
                "CREATE TABLE restored.bookings (id integer)",
                "CREATE FUNCTION restored.one() RETURNS integer LANGUAGE sql AS 'SELECT 1'");

        TestSchema.keep(server, service.desired(), service.found());

        assertThat(service.plan().describe()).isEmpty();
        if (postgres.administratorIsSuperuser()) {
            assertThat(server.observe(service.desired()).outOfReach()).isEmpty();
            postgres.run(service, service.credential(), "ALTER TABLE bookings ADD name text");
        } else {
            assertThat(server.observe(service.desired()).outOfReach())
                    .extracting(Shortcoming::what)
                    .containsExactly(
                            "The function restored.one() belongs to \"postgres\", and the service may not use it.",
                            "The table restored.bookings belongs to \"postgres\", and the service may not use it.");
            run(server.observe(service.desired()).outOfReach());
            assertThat(server.observe(service.desired()).outOfReach()).isEmpty();
            postgres.run(service, service.credential(), "ALTER TABLE bookings ADD name text");
        }
        postgres.run("DROP FUNCTION restored.one()");
        service.remove();
    }

    @Test
    void namesAnExtensionWhoseSchemaADbaClosed() throws SQLException {
        var groups = postgres.quoted(PostgresNames.connectGroup(postgres.database()))
                + ", "
                + postgres.quoted(PostgresNames.readGroup(postgres.database()));
        postgres.run(
                "CREATE SCHEMA tucked",
                "GRANT USAGE ON SCHEMA tucked TO " + groups,
                "CREATE EXTENSION pg_trgm SCHEMA tucked");
        var service = TestSchema.of(server, "searching")
                .withExtensions("pg_trgm")
                .withSearchPath("tucked")
                .ensure();
        assertThat(server.observe(service.desired()).outOfReach()).isEmpty();

        postgres.run("REVOKE USAGE ON SCHEMA tucked FROM " + groups);

        var found = server.observe(service.desired()).outOfReach();
        assertThat(found)
                .extracting(Shortcoming::what)
                .singleElement()
                .asString()
                .contains("\"pg_trgm\"", "\"tucked\"");
        run(found);
        assertThat(server.observe(service.desired()).outOfReach()).isEmpty();
        postgres.run("DROP SCHEMA tucked CASCADE");
        service.remove();
    }

    private void run(List<Shortcoming> shortcomings) throws SQLException {
        postgres.run(shortcomings.stream().map(Shortcoming::statement).toArray(String[]::new));
    }
}
