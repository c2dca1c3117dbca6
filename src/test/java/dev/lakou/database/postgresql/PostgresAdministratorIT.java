package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.Readme;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.WithOwnServers;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An administrator that lacks something is told what a DBA must run, and that is enough. */
@WithOwnServers
@NeedsServers(Part.POSTGRESQL_18)
class PostgresAdministratorIT {

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void canDoEverythingOnceADbaRanTheStatements(int major) throws SQLException {
        var postgres = PostgresUnderTest.start(major, Administrator.SUPERUSER);
        postgres.run("CREATE ROLE \"app admin\" LOGIN PASSWORD 'secret'");
        var limited = postgres.as(new Login("app admin", "secret"));

        try (var server = limited.open()) {
            assertThat(server.probe().missing())
                    .extracting(Shortcoming::statement)
                    .containsExactly(
                            "ALTER ROLE \"app admin\" CREATEROLE;",
                            "GRANT CREATE, CONNECT, TEMPORARY ON DATABASE \"engarde\" TO \"app admin\" WITH GRANT OPTION;");
            run(postgres, server.probe().missing());

            var report = server.bootstrap();

            assertThat(report.missing()).isEmpty();
            assertThat(report.superuser()).isFalse();
            var service = TestSchema.of(server, "made").ensure();
            assertThat(service.actual()).isEqualTo(service.desired());
        }
        postgres.cluster().close();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void needsEachRightThatTheReadmeAsksForAndNoOther(int major) throws SQLException {
        var postgres = PostgresUnderTest.start(major, Administrator.SUPERUSER);
        for (var statement : Readme.administrator("CREATE ROLE lakou_login", "secret")) {
            postgres.run(statement);
        }
        var rights = List.of(
                List.of("ALTER ROLE lakou_login NOCREATEROLE", "ALTER ROLE lakou_login CREATEROLE"),
                revokedAndGranted("CREATE"),
                revokedAndGranted("CONNECT"),
                revokedAndGranted("TEMPORARY"));

        try (var server = postgres.as(new Login("lakou_login", "secret")).open()) {
            for (var right : rights) {
                postgres.run(right.get(0));
                assertThat(server.probe().missing()).as(right.get(0)).hasSize(1);
                postgres.run(right.get(1));
            }

            assertThat(server.bootstrap().missing()).isEmpty();
            var service = TestSchema.of(server, "made").ensure();
            assertThat(service.actual()).isEqualTo(service.desired());
        }
        postgres.cluster().close();
    }

    private static List<String> revokedAndGranted(String privilege) {
        return List.of(
                "REVOKE GRANT OPTION FOR %s ON DATABASE engarde FROM lakou_login".formatted(privilege),
                "GRANT %s ON DATABASE engarde TO lakou_login WITH GRANT OPTION".formatted(privilege));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void sharesTheServerWithTheAdministratorOfAnotherDatabase(int major) throws SQLException {
        var first = PostgresUnderTest.start(major, Administrator.DATABASE_OWNER);
        first.run("CREATE ROLE second LOGIN CREATEROLE PASSWORD 'secret'", "CREATE DATABASE other OWNER second");
        var second = first.in("other").as(new Login("second", "secret"));

        try (var one = first.open();
                var other = second.open()) {
            one.bootstrap();
            TestSchema.of(one, "mine").ensure();

            var missing = other.probe().missing();
            assertThat(missing)
                    .extracting(Shortcoming::statement)
                    .isEqualTo(major < 16 ? List.of() : List.of("GRANT lakou_admin TO \"second\" WITH ADMIN OPTION;"));
            run(first, missing);

            assertThat(other.bootstrap().missing()).isEmpty();
            var service = TestSchema.of(other, "theirs").ensure();
            assertThat(service.actual()).isEqualTo(service.desired());
        }
        first.cluster().close();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void isToldWhenAChangeIsRefused(int major) throws SQLException {
        var postgres = PostgresUnderTest.start(major, Administrator.SUPERUSER);
        postgres.run("CREATE ROLE weak LOGIN PASSWORD 'secret'");

        try (var powerful = postgres.open();
                var server = postgres.as(new Login("weak", "secret")).open()) {
            powerful.bootstrap();
            var plan = TestSchema.of(server, "refused").plan();

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> server.apply(plan))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.PRIVILEGE_MISSING));
        }
        postgres.cluster().close();
    }

    private static void run(PostgresUnderTest postgres, List<Shortcoming> shortcomings) throws SQLException {
        for (var shortcoming : shortcomings) {
            postgres.run(shortcoming.statement());
        }
    }
}
