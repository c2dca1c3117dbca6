package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An administrator that is not all-powerful. */
@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_10_11, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource
class MySqlAdministratorIT {
    private static final Login ADMINISTRATOR = new Login("minimal_admin", "a 'secret\" $%ä\\");

    private final MySqlUnderTest mysql;

    MySqlAdministratorIT(MySqlUnderTest mysql) {
        this.mysql = mysql;
    }

    @BeforeEach
    void makeAdministrator() throws Exception {
        mysql.run("CREATE USER 'minimal_admin'@'%' IDENTIFIED BY 'a ''secret\" $%ä\\\\'");
    }

    @AfterEach
    void dropAdministrator() throws Exception {
        mysql.run("DROP USER 'minimal_admin'@'%'");
    }

    @Test
    void isToldTheStatementThatGivesItWhatItLacks() {
        try (var server = mysql.open(ADMINISTRATOR)) {
            var report = server.probe();

            assertThat(report.superuser()).isFalse();
            assertThat(report.missing())
                    .extracting(Shortcoming::statement)
                    .containsExactly(
                            "GRANT ALTER, ALTER ROUTINE, CREATE, CREATE ROUTINE, CREATE TEMPORARY TABLES, CREATE USER, CREATE VIEW, DELETE, DROP, EVENT, EXECUTE, INDEX, INSERT, LOCK TABLES, PROCESS, REFERENCES, SELECT, SHOW VIEW, TRIGGER, UPDATE ON *.* TO 'minimal_admin'@'%' WITH GRANT OPTION;");
        }
    }

    @Test
    void canDoEverythingOnceADbaRanTheStatement() throws Exception {
        run(shortcomings());
        try (var server = mysql.open(ADMINISTRATOR)) {
            var report = server.bootstrap();

            assertThat(report.missing()).isEmpty();
            assertThat(report.superuser()).isFalse();
            var service = TestSchema.of(server, "of_admin").ensure();
            assertThat(service.actual()).isEqualTo(service.desired());
            try (var connection = mysql.connect(service.credential(), service.schema())) {
                service.close();
                assertThat(connection.isValid(30)).isFalse();
            }
            service.remove();
            assertThat(service.actual().roles()).isEmpty();
        }
    }

    @Test
    void needsEachPrivilegeThatTheReadmeAsksFor() throws Exception {
        for (var privilege : ReadmeAdministrator.privileges(mysql)) {
            run(shortcomings());
            mysql.run("REVOKE %s ON *.* FROM 'minimal_admin'@'%%'".formatted(privilege));

            assertThat(shortcomings())
                    .as(privilege)
                    .extracting(Shortcoming::what)
                    .singleElement()
                    .asString()
                    .contains(privilege);
        }
    }

    @Test
    void hasTheRightsOfItsRoles() throws Exception {
        mysql.run(
                "CREATE ROLE dba",
                "GRANT ALL PRIVILEGES ON *.* TO dba WITH GRANT OPTION",
                "GRANT dba TO 'minimal_admin'@'%'",
                switch (mysql.flavor()) {
                    case MYSQL -> "ALTER USER 'minimal_admin'@'%' DEFAULT ROLE dba";
                    default -> "SET DEFAULT ROLE dba FOR 'minimal_admin'@'%'";
                });
        try (var server = mysql.open(ADMINISTRATOR)) {
            var report = server.probe();

            assertThat(report.missing()).isEmpty();
            assertThat(report.superuser()).isTrue();
        } finally {
            mysql.run("DROP ROLE dba");
        }
    }

    @Test
    void isToldWhenAChangeIsRefused() throws Exception {
        mysql.run("GRANT SELECT ON *.* TO 'minimal_admin'@'%'");
        try (var powerful = mysql.open();
                var server = mysql.open(ADMINISTRATOR)) {
            powerful.bootstrap();
            var plan = TestSchema.of(server, "refused").plan();

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> server.apply(plan))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.PRIVILEGE_MISSING));
        }
    }

    /** What it lacks, and Lakou needs or could use. */
    private List<Shortcoming> shortcomings() {
        try (var server = mysql.open(ADMINISTRATOR)) {
            var report = server.probe();
            return Stream.concat(report.missing().stream(), report.limits().stream())
                    .filter(shortcoming -> shortcoming.what().contains("lacks"))
                    .toList();
        }
    }

    private void run(List<Shortcoming> shortcomings) throws Exception {
        for (var shortcoming : shortcomings) {
            mysql.run(shortcoming.statement());
        }
    }
}
