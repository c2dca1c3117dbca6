package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lakou.database.ServerPolicy;
import dev.lakou.database.ServerPolicy.Isolation;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What PUBLIC may do is taken from it only where nobody lives by it, or the platform says so. */
@WithPostgresServers
@NeedsServers({Part.POSTGRESQL_14, Part.POSTGRESQL_18})
@ParameterizedClass
@MethodSource("servers")
class PostgresPublicIT {
    private static final Login APP = new Login("app", "secret");

    /** Each way in which a login can be there before Lakou comes, and use a table in public. */
    static final List<String> WAYS = List.of(
            "SELECT",
            "GRANT CONNECT ON DATABASE %s TO app",
            "GRANT ALL ON DATABASE %s TO app",
            "ALTER DATABASE %s OWNER TO app",
            "CREATE ROLE team ROLE app; GRANT CONNECT, TEMPORARY ON DATABASE %s TO team");

    private final PostgresUnderTest postgres;

    PostgresPublicIT(PostgresUnderTest shared) throws SQLException {
        shared.run(
                "DROP DATABASE IF EXISTS lived_in",
                "CREATE DATABASE lived_in OWNER " + shared.administrator().user());
        this.postgres = shared.in("lived_in");
        postgres.run("CREATE ROLE app LOGIN PASSWORD 'secret'");
    }

    static Stream<PostgresUnderTest> servers() {
        return Stream.of(14, 18).flatMap(major -> Stream.of(Administrator.SUPERUSER, Administrator.DATABASE_OWNER)
                .map(administrator -> PostgresUnderTest.shared(major, administrator)));
    }

    @AfterEach
    void forget() throws SQLException {
        var owner = postgres.administrator().user();
        postgres.run(
                "ALTER DATABASE lived_in OWNER TO " + owner,
                "REASSIGN OWNED BY app TO " + postgres.cluster().admin().user(),
                "DROP OWNED BY app",
                "DROP ROLE IF EXISTS app",
                "DROP OWNED BY lakou_connect_lived_in, lakou_read_lived_in, lakou_admin");
        postgres.in("postgres").run("DROP DATABASE lived_in");
        postgres.in("postgres").run("DROP ROLE IF EXISTS team");
    }

    @ParameterizedTest
    @FieldSource("WAYS")
    void leavesWhatALoginOfOthersLivesByAndNamesIt(String way) throws SQLException {
        postgres.run("CREATE TABLE public.lines (id serial)", "GRANT ALL ON public.lines, public.lines_id_seq TO app");
        for (var statement : way.formatted("lived_in").split("; ")) {
            postgres.run(statement);
        }
        if (!postgres.administratorIsSuperuser()) {
            postgres.run("GRANT CREATE, CONNECT, TEMPORARY ON DATABASE lived_in TO operator WITH GRANT OPTION");
        }

        try (var server = postgres.open()) {
            var told = told(server.bootstrap().open());
            server.bootstrap();

            assertThat(told).contains("relies on it").contains("table lines").contains("isolation: Close");
            postgres.runAs(APP, "INSERT INTO lines DEFAULT VALUES", "CREATE TEMPORARY TABLE scratch (id integer)");
            var service = TestSchema.of(server, "roomer").ensure();
            assertThat(service.actual()).isEqualTo(service.desired());
            service.remove();
        }
    }

    @Test
    void closesOnceEachLoginHasRightsOfItsOwn() throws SQLException {
        postgres.run("GRANT CONNECT ON DATABASE lived_in TO app");
        try (var server = postgres.open()) {
            var open = server.bootstrap().open();
            assertThat(told(open)).contains("logins \"app\"");
            var remedy = Pattern.compile("GRANT [^;]*;").matcher(told(open)).results();
            for (var statement : remedy.map(MatchResult::group).distinct().toList()) {
                postgres.run(statement);
            }

            server.bootstrap();

            assertThat(holdsPublic()).isEqualTo(!mayClosePublic());
            postgres.runAs(APP, "CREATE TEMPORARY TABLE scratch (id integer)");
        }
    }

    @Test
    void closesWhereThePlatformSaysSo() throws SQLException {
        postgres.run("GRANT CONNECT ON DATABASE lived_in TO app");
        try (var server = postgres.openWith(ServerPolicy.CAREFUL.with(Isolation.CLOSE))) {
            server.bootstrap();

            assertThat(holdsPublic()).isEqualTo(!mayClosePublic());
            assertThat(postgres.read("SELECT has_database_privilege('app', 'lived_in', 'TEMPORARY')"))
                    .containsExactly("f");
        }
    }

    @Test
    void closesNothingWhereThePlatformOnlyWantsToKnow() throws SQLException {
        postgres.run("DROP ROLE app");
        try (var server = postgres.openWith(ServerPolicy.CAREFUL.with(Isolation.REPORT))) {
            var told = told(server.bootstrap().open());

            assertThat(told).contains("as spec.isolation says");
            assertThat(holdsPublic()).isTrue();
        }
        postgres.run("CREATE ROLE app LOGIN");
    }

    @Test
    void doesNotUndoWhatADbaRepaired() throws SQLException {
        try (var server = postgres.openWith(ServerPolicy.CAREFUL.with(Isolation.CLOSE))) {
            server.bootstrap();
        }
        postgres.run("GRANT CONNECT ON DATABASE lived_in TO app", "GRANT USAGE ON SCHEMA public TO PUBLIC");
        try (var server = postgres.open()) {
            server.bootstrap();

            assertThatCode(() -> postgres.runAs(APP, "SELECT * FROM public.nothing"))
                    .hasMessageContaining("does not exist");
        }
    }

    private boolean holdsPublic() throws SQLException {
        return postgres.read("SELECT has_schema_privilege('public', 'public', 'USAGE')")
                .contains("t");
    }

    /** Before 15, public belongs to the superuser that made the database. */
    private boolean mayClosePublic() {
        return postgres.administratorIsSuperuser() || postgres.cluster().major() >= 15;
    }

    private static String told(List<Shortcoming> open) {
        return open.stream().map(Shortcoming::what).collect(Collectors.joining(" "));
    }
}
