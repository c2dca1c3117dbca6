package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.plan.Change;
import dev.lakou.plan.Plan;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The administrator that Amazon RDS gives: all that a service needs, but not what ends the sessions of others. */
@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_10_11, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource
class MySqlProviderIT {
    private static final Login ADMINISTRATOR = new Login("rdsadm", "Secret0secret");
    private static final String PRIVILEGES =
            "SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, RELOAD, PROCESS, REFERENCES, INDEX, ALTER, SHOW DATABASES,"
                    + " CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE, REPLICATION SLAVE, REPLICATION CLIENT, CREATE VIEW,"
                    + " SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, CREATE USER, EVENT, TRIGGER";

    private final MySqlUnderTest mysql;

    MySqlProviderIT(MySqlUnderTest mysql) {
        this.mysql = mysql;
    }

    @BeforeEach
    void makeAdministrator() throws SQLException {
        mysql.run("CREATE USER rdsadm IDENTIFIED BY 'Secret0secret'");
    }

    @AfterEach
    void dropAdministrator() throws SQLException {
        mysql.run("DROP USER rdsadm", "DROP ROLE IF EXISTS rds_superuser_role");
    }

    @ParameterizedTest
    @EnumSource
    void doesEverythingButEndSessions(Way way) throws Exception {
        give(way);
        try (var server = mysql.open(ADMINISTRATOR)) {
            var report = server.probe();
            server.bootstrap();
            var service = TestSchema.of(server, "rented").ensure();
            assertThat(service.actual()).isEqualTo(service.desired());
            try (var connection = mysql.connect(service.credential(), service.schema())) {
                var closed = server.apply(
                        new Plan(List.of(new Change.CloseLogin(service.service().user()))));

                assertThat(report.missing()).isEmpty();
                assertThat(report.limits())
                        .extracting(Shortcoming::what)
                        .anyMatch(what -> what.contains("lacks CONNECTION"));
                assertThat(closed.unfinished())
                        .containsExactly("1 sessions of \"rented_user\" go on, as the administrator may not end them");
                assertThat(connection.isValid(30)).isTrue();
                mysql.requireRefused(service, service.credential(), "SELECT 1");
            }
            service.remove();
            assertThat(service.actual().roles()).isEmpty();
        }
    }

    @Test
    void isToldThatServicesMakeNoTriggers() throws Exception {
        give(Way.DIRECTLY);
        mysql.run("SET GLOBAL log_bin_trust_function_creators = OFF");
        try (var server = mysql.open(ADMINISTRATOR)) {
            var limits = server.probe().limits();

            mysql.run("SET GLOBAL log_bin_trust_function_creators = ON");
            assertThat(limits.stream().anyMatch(limit -> limit.what().contains("1419")))
                    .isEqualTo(mysql.read("SELECT @@log_bin").contains("1"));
            assertThat(server.probe().limits()).noneMatch(limit -> limit.what().contains("1419"));
        }
    }

    private void give(Way way) throws SQLException {
        if (way == Way.DIRECTLY) {
            mysql.run("GRANT " + PRIVILEGES + " ON *.* TO rdsadm WITH GRANT OPTION");
            return;
        }
        mysql.run(
                "CREATE ROLE rds_superuser_role",
                "GRANT " + PRIVILEGES + " ON *.* TO rds_superuser_role WITH GRANT OPTION",
                "GRANT rds_superuser_role TO rdsadm",
                mysql.flavor() == Flavor.MYSQL
                        ? "ALTER USER rdsadm DEFAULT ROLE rds_superuser_role"
                        : "SET DEFAULT ROLE rds_superuser_role FOR rdsadm");
    }

    enum Way {
        DIRECTLY,
        THROUGH_A_DEFAULT_ROLE
    }
}
