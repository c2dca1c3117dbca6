package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.ServerPolicy;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.Identifier;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that asks for an extension can use it, or is told why not and who can mend it. */
@WithPostgresServers
@NeedsServers({Part.POSTGRESQL_14, Part.POSTGRESQL_18})
@ParameterizedClass
@MethodSource("servers")
class PostgresExtensionsIT {
    private final PostgresUnderTest postgres;
    private final SharedServer server;

    PostgresExtensionsIT(PostgresUnderTest postgres) {
        this.postgres = postgres;
        this.server = allowing("cube");
        server.bootstrap();
    }

    static Stream<PostgresUnderTest> servers() {
        return Stream.of(14, 18).flatMap(major -> Stream.of(Administrator.SUPERUSER, Administrator.DATABASE_OWNER)
                .map(administrator -> PostgresUnderTest.shared(major, administrator)));
    }

    @AfterEach
    void remove() throws SQLException {
        TestSchema.of(server, "extended").remove();
        server.close();
        postgres.run(
                "DROP EXTENSION IF EXISTS citext, hstore, earthdistance, cube, pg_stat_statements, postgres_fdw CASCADE",
                "DROP SCHEMA IF EXISTS extensions CASCADE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_stat_statements", "postgres_fdw", "earthdistance"})
    void whatOnlyASuperuserMayInstallIsInstalledByOneAndForOthersAStatement(String extension) throws SQLException {
        postgres.run("CREATE EXTENSION IF NOT EXISTS cube");
        var service = TestSchema.of(server, "extended").withExtensions(extension);
        if (!postgres.administratorIsSuperuser()) {
            var refusal = refusal(service);
            assertThat(refusal.kind()).isEqualTo(Kind.PRIVILEGE_MISSING);
            var told = String.valueOf(refusal.getMessage());
            var statement = told.substring(told.indexOf("CREATE EXTENSION"));
            postgres.run(statement);
        }

        keep(service);
    }

    @Test
    void installsWhatAnExtensionNeedsWhereThatIsAllowed() throws SQLException {
        if (postgres.administratorIsSuperuser()) {
            keep(TestSchema.of(server, "extended").withExtensions("earthdistance"));

            assertThat(postgres.read("SELECT extname FROM pg_extension WHERE extname = 'cube'"))
                    .hasSize(1);
        }
    }

    @Test
    void namesWhatAnExtensionNeedsWhereThatIsNotAllowed() throws SQLException {
        try (var strict = allowing("citext")) {
            var refusal = refusal(TestSchema.of(strict, "extended").withExtensions("earthdistance"));

            assertThat(refusal.kind()).isEqualTo(Kind.VALUE_REFUSED);
            assertThat(refusal)
                    .hasMessageContaining("\"earthdistance\" needs \"cube\"")
                    .hasMessageContaining("allowed");
            assertThat(postgres.read("SELECT extname FROM pg_extension WHERE extname IN ('cube', 'earthdistance')"))
                    .isEmpty();
        }
    }

    @Test
    void namesAnExtensionThatTheServerDoesNotHave() {
        var refusal = refusal(TestSchema.of(server, "extended").withExtensions("postgis"));

        assertThat(refusal.kind()).isEqualTo(Kind.VALUE_REFUSED);
        assertThat(refusal).hasMessageContaining("\"postgis\" is not available");
    }

    @Test
    void opensTheSchemaInWhichAnExtensionLiesAndAsksForItInTheSearchPath() throws SQLException {
        postgres.run(
                "CREATE SCHEMA extensions AUTHORIZATION "
                        + postgres.administrator().user(),
                "CREATE EXTENSION citext SCHEMA extensions");
        var service = TestSchema.of(server, "extended").withExtensions("citext");
        var refusal = refusal(service.withSearchPath("public"));
        assertThat(refusal).hasMessageContaining("Add \"extensions\" to spec.searchPath");

        var found = service.withSearchPath("extensions");
        keep(found);

        assertThatCode(() -> postgres.run(found, found.credential(), "CREATE TABLE IF NOT EXISTS t (name citext)"))
                .doesNotThrowAnyException();
    }

    @Test
    void namesTheStatementWhereItMayNotOpenTheSchema() throws SQLException {
        postgres.run("CREATE SCHEMA extensions", "CREATE EXTENSION citext SCHEMA extensions");
        var service = TestSchema.of(server, "extended").withExtensions("citext").withSearchPath("extensions");
        if (!postgres.administratorIsSuperuser()) {
            var told = String.valueOf(refusal(service).getMessage());
            assertThat(told).contains("GRANT USAGE ON SCHEMA");
            postgres.run(told.substring(told.indexOf("GRANT USAGE")));
        }

        keep(service);

        postgres.run(service, service.credential(), "SELECT 'a'::citext");
    }

    @Test
    void anExtensionThatFailsHoldsUpNothingElse() throws SQLException {
        var service = TestSchema.of(server, "extended").ensure();

        refusal(service.withExtensions("postgis", "hstore").withLimit(9));

        assertThat(postgres.read("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'extended_user'"))
                .containsExactly("9");
        assertThat(postgres.read("SELECT extname FROM pg_extension WHERE extname = 'hstore'"))
                .hasSize(1);
    }

    private SharedServer allowing(String... extensions) {
        return postgres.openWith(ServerPolicy.CAREFUL.allowing(
                Stream.of(extensions).map(Identifier::new).collect(Collectors.toSet())));
    }

    private static void keep(TestSchema service) {
        TestSchema.keep(service.server(), service.desired(), service.found());
        assertThat(service.actual()).isEqualTo(service.desired());
    }

    private static DatabaseException refusal(TestSchema service) {
        return assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> keep(service))
                .actual();
    }
}
