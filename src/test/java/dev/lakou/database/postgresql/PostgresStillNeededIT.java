package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.ServerPolicy;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.Identifier;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An administrator with grant options and no more cannot take what a DBA gave: each statement that it tells does it. */
@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
class PostgresStillNeededIT {
    private static final Pattern STATEMENT =
            Pattern.compile("(?:anywhere|in database \"(?:[^\"]|\"(?!:))*\"): ((?:[^;\"]|\"(?:[^\"]|\"\")*\")*;)");

    private final PostgresUnderTest postgres = PostgresUnderTest.shared(18, Administrator.GRANT_OPTION);
    private final SharedServer server =
            postgres.openWith(ServerPolicy.CAREFUL.allowing(Set.of(new Identifier("postgres_fdw"))));

    PostgresStillNeededIT() {
        server.bootstrap();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anAdoptedLoginGoesOnceWhatADbaGaveItIsTaken() throws SQLException {
        var service = TestSchema.of(server, "once").adopting();
        var database = postgres.quoted(postgres.database());
        postgres.run(
                "CREATE USER once_user PASSWORD '" + service.password().value() + "'",
                "GRANT CONNECT, TEMPORARY ON DATABASE " + database + " TO once_user");
        postgres.run(service.review().needs().toArray(String[]::new));
        TestSchema.keep(server, service.desired(), service.found());

        var refusal = catchThrowableOfType(DatabaseException.class, service::remove);

        assertThat(refusal)
                .hasMessageContaining("REVOKE ALL ON DATABASE " + database + " FROM once_user;")
                .hasMessageContaining("Everything else is done");
        runToldIn(String.valueOf(refusal.getMessage()));
        service.remove();
        assertThat(postgres.read("SELECT rolname FROM pg_roles WHERE rolname LIKE 'once%'"))
                .isEmpty();
    }

    @Test
    void aForeignDataWrapperIsToldAndNotGiven() throws SQLException {
        postgres.run("CREATE EXTENSION postgres_fdw SCHEMA public");
        var service = TestSchema.of(server, "far")
                .withExtensions("postgres_fdw")
                .withSearchPath("public")
                .ensure();
        var reaching = "CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw";
        postgres.requireRefused(service, service.credential(), reaching);

        var told = server.observe(service.desired()).outOfReach();

        assertThat(told)
                .extracting(Shortcoming::statement)
                .containsExactly("GRANT USAGE ON FOREIGN DATA WRAPPER \"postgres_fdw\" TO \"far_owner\";");
        postgres.run(told.get(0).statement());
        postgres.run(service, service.credential(), reaching);
        assertThat(server.observe(service.desired()).outOfReach()).isEmpty();
        assertThat(service.plan().describe()).isEmpty();
        postgres.run(service, service.credential(), "DROP SERVER other");
        var refusal = catchThrowableOfType(DatabaseException.class, service::remove);
        runToldIn(String.valueOf(refusal.getMessage()));
        service.remove();
        postgres.run("DROP EXTENSION postgres_fdw");
    }

    private void runToldIn(String message) throws SQLException {
        var statements = STATEMENT.matcher(message);
        while (statements.find()) {
            postgres.run(statements.group(1));
        }
    }
}
