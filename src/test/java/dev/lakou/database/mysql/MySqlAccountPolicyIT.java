package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.TestEnvironment;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Servers that take no hash of a password as it is: what stands in the way is told with the statement that removes it. */
@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.MARIADB_GALERA})
class MySqlAccountPolicyIT {

    @Test
    void tellsOfPluginsThatWantToSeePasswords() throws SQLException {
        var mariaDb = new SpecialServer(TestEnvironment.shared().galera());
        try (var server = mariaDb.open()) {
            server.bootstrap();
            var service = TestSchema.of(server, "hashed");
            mariaDb.run("INSTALL SONAME 'simple_password_check'");
            try {
                var missing = server.probe().missing();

                assertThat(missing).singleElement().satisfies(told -> {
                    assertThat(told.what()).contains("simple_password_check").contains("strict_password_validation");
                    assertThat(told.ofSetting()).isTrue();
                });
                assertRefused(service, "A DBA must set strict_password_validation = OFF");

                mariaDb.run(missing.get(0).statement());

                assertThat(server.probe().missing()).isEmpty();
                assertThat(service.ensure().actual()).isEqualTo(service.desired());
            } finally {
                mariaDb.run("SET GLOBAL strict_password_validation = ON", "UNINSTALL SONAME 'simple_password_check'");
            }
        }
    }

    @Test
    void tellsOfAPolicyThatWantsMoreThanAPassword() throws SQLException {
        var mysql = MySqlUnderTest.MYSQL;
        try (var server = mysql.open()) {
            server.bootstrap();
            var service = TestSchema.of(server, "factors");
            mysql.run("SET GLOBAL authentication_policy = 'caching_sha2_password,*'");
            try {
                var missing = server.probe().missing();

                assertThat(missing)
                        .singleElement()
                        .extracting(Shortcoming::statement)
                        .isEqualTo("GRANT AUTHENTICATION_POLICY_ADMIN ON *.* TO 'lakou_login'@'%';");
                assertRefused(service, "AUTHENTICATION_POLICY_ADMIN");

                mysql.run(missing.get(0).statement());

                try (var again = mysql.open()) {
                    assertThat(again.probe().missing()).isEmpty();
                    assertThat(TestSchema.of(again, "factors").ensure().plan().describe())
                            .isEmpty();
                }
            } finally {
                mysql.run(
                        "SET GLOBAL authentication_policy = '*,,'",
                        "REVOKE AUTHENTICATION_POLICY_ADMIN ON *.* FROM lakou_login");
            }
        }
    }

    private static void assertRefused(TestSchema service, String advice) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(service::ensure)
                .withMessageContaining(advice)
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.UNSUITABLE));
    }
}
