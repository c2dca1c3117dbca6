package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rights by which an account reaches what its service was not given, other than on a database or a table. */
@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource(names = {"MYSQL", "MARIADB_11_4"})
class MySqlUnseenRightsIT {
    private final MySqlUnderTest mysql;
    private final SharedServer server;
    private final TestSchema service;
    private final TestSchema pay;

    MySqlUnseenRightsIT(MySqlUnderTest mysql) throws SQLException {
        this.mysql = mysql;
        this.server = mysql.open();
        server.bootstrap();
        this.service = TestSchema.of(server, "orders").ensure();
        this.pay = TestSchema.of(server, "pay").ensure();
        mysql.run(
                "CREATE TABLE IF NOT EXISTS pay.t (id INT)",
                "CREATE PROCEDURE IF NOT EXISTS pay.p() SELECT 1",
                "CREATE ROLE IF NOT EXISTS payers",
                "CREATE USER IF NOT EXISTS legacy IDENTIFIED BY 'Secret0secret'",
                "CREATE USER IF NOT EXISTS orders_user@'10.%' IDENTIFIED BY 'Secret0secret'");
    }

    @AfterEach
    void close() throws SQLException {
        service.remove();
        pay.remove();
        mysql.run("DROP ROLE payers", "DROP USER legacy, orders_user@'10.%'");
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT SELECT ON *.* TO orders_user",
                "GRANT CREATE USER, PROCESS ON *.* TO orders_user WITH GRANT OPTION",
                "GRANT ALL ON `%`.* TO orders_user",
                "GRANT SELECT, INSERT ON `pa_`.* TO orders_user WITH GRANT OPTION",
                "GRANT SELECT ON orders.* TO orders_user WITH GRANT OPTION",
                "GRANT EXECUTE ON PROCEDURE pay.p TO orders_user WITH GRANT OPTION",
                "GRANT SELECT (id), UPDATE (id) ON pay.t TO orders_user"
            })
    void areWithdrawnFromAnAccountOfAService(String grant) throws SQLException {
        mysql.run(grant);

        var drift = service.plan().describe();
        service.ensure();

        assertThat(drift).isNotEmpty().allMatch(change -> change.startsWith("revoke "));
        assertThat(service.plan().describe()).isEmpty();
        assertThat(service.actual()).isEqualTo(service.desired());
        for (var sql : List.of("SELECT * FROM pay.t", "CALL pay.p()", "SELECT * FROM mysql.db")) {
            mysql.requireRefused(service, service.credential(), sql);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT SELECT ON pay.* TO legacy",
                "GRANT SELECT ON pay.t TO legacy WITH GRANT OPTION",
                "GRANT SELECT (id) ON pay.t TO legacy",
                "GRANT EXECUTE ON PROCEDURE pay.p TO legacy",
                "GRANT SELECT ON pay.* TO payers",
                "GRANT SELECT ON pay.t TO payers",
                "GRANT SELECT ON pay.* TO orders_user@'10.%'"
            })
    void areWithdrawnFromStrangersOnASchema(String grant) throws SQLException {
        mysql.run(grant);

        var drift = pay.plan().describe();
        pay.ensure();

        assertThat(drift).isNotEmpty().allMatch(change -> change.startsWith("revoke "));
        assertThat(pay.actual()).isEqualTo(pay.desired());
        assertThat(service.plan().describe()).isEmpty();
        assertThat(mysql.read("SELECT db FROM mysql.db WHERE db = 'pay' AND user <> 'pay_user'"))
                .isEmpty();
        assertThat(mysql.read("SELECT db FROM mysql.tables_priv WHERE db = 'pay'"))
                .isEmpty();
        assertThat(mysql.read("SELECT db FROM mysql.procs_priv WHERE db = 'pay'"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT ON pay.*", "SELECT ON pay.t", "SELECT (id) ON pay.t", "EXECUTE ON PROCEDURE pay.p"})
    void areWithdrawnFromEverybodyOnASchema(String right) throws SQLException {
        assumeThat(mysql.flavor()).isEqualTo(Flavor.MARIADB);
        mysql.run("GRANT " + right + " TO PUBLIC");

        pay.ensure();

        mysql.requireRefused(service, service.credential(), "SELECT * FROM pay.t");
        mysql.requireRefused(service, service.credential(), "CALL pay.p()");
        assertThat(pay.actual()).isEqualTo(pay.desired());
    }

    @Test
    void areToldWhereEverybodyHasThemByAPattern() throws SQLException {
        assumeThat(mysql.flavor()).isEqualTo(Flavor.MARIADB);
        mysql.run("GRANT SELECT ON `pa_`.* TO PUBLIC");

        var told = server.probe().open().stream()
                .filter(shortcoming -> shortcoming.what().startsWith("PUBLIC has rights on every schema named like"))
                .toList();

        assertThat(told).hasSize(1);
        mysql.run(told.get(0).statement());
        assertThat(server.probe().open()).doesNotContainAnyElementsOf(told);
    }

    /** GRANT PROXY takes an administrator that was given it, which the tests' has not. */
    @Test
    void areToldWhereSomebodyMayComeInAsTheService() throws SQLException {
        mysql.run(
                "INSERT INTO mysql.proxies_priv (host, user, proxied_host, proxied_user, grantor) VALUES ('%', 'legacy', '%', 'orders_user', '')",
                "FLUSH PRIVILEGES");
        var isMySql = mysql.flavor() == Flavor.MYSQL;
        if (isMySql) {
            mysql.run("GRANT pay_user TO legacy");
        }

        var told = server.probe().open();

        mysql.run("DELETE FROM mysql.proxies_priv WHERE user = 'legacy'", "FLUSH PRIVILEGES");
        assertThat(told)
                .contains(new Shortcoming(
                        "'legacy'@'%' may come in as 'orders_user'@'%' (PROXY).",
                        "REVOKE PROXY ON 'orders_user'@'%' FROM 'legacy'@'%';"));
        if (isMySql) {
            assertThat(told)
                    .contains(new Shortcoming(
                            "'legacy'@'%' may come in as 'pay_user'@'%' (as its role).",
                            "REVOKE 'pay_user'@'%' FROM 'legacy'@'%';"));
            mysql.run("REVOKE 'pay_user'@'%' FROM 'legacy'@'%'");
        }
        assertThat(server.probe().open())
                .noneMatch(shortcoming -> shortcoming.what().contains("may come in as"));
    }

    @Test
    void areToldWhereTheServiceMayComeInAsSomebody() throws SQLException {
        mysql.run(
                "INSERT INTO mysql.proxies_priv (host, user, proxied_host, proxied_user, grantor) VALUES ('%', 'orders_user', '%', 'legacy', '')",
                "FLUSH PRIVILEGES");

        var applied = server.apply(service.plan());

        mysql.run("DELETE FROM mysql.proxies_priv WHERE user = 'orders_user'", "FLUSH PRIVILEGES");
        assertThat(applied.unfinished())
                .singleElement()
                .asString()
                .endsWith("A DBA can run: REVOKE PROXY ON 'legacy'@'%' FROM 'orders_user'@'%';");
        assertThat(service.plan().describe()).isEmpty();
    }

    @Test
    void ofTheServersAdministratorsAreWithdrawnOrTold() throws SQLException {
        mysql.run(
                mysql.flavor() == Flavor.MYSQL
                        ? "GRANT SYSTEM_VARIABLES_ADMIN ON *.* TO orders_user"
                        : "GRANT BINLOG ADMIN ON *.* TO orders_user");
        var drift = service.plan().describe();

        var applied = server.apply(service.plan());

        assertThat(drift).singleElement().asString().startsWith("revoke ");
        for (var told : applied.unfinished()) {
            mysql.run(told.substring(told.indexOf("REVOKE "), told.length() - 1));
        }
        assertThat(service.plan().describe()).isEmpty();
        assertThat(mysql.read("SELECT privilege_type FROM information_schema.user_privileges"
                        + " WHERE grantee = \"'orders_user'@'%'\" AND privilege_type <> 'USAGE'"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT payers TO orders_user",
                "GRANT SUPER ON *.* TO orders_user",
                "GRANT FILE ON *.* TO orders_user"
            })
    void areToldWithTheStatementWhereTheAdministratorMayNotTakeThem(String grant) throws SQLException {
        mysql.run(grant);

        var applied = server.apply(service.withLimit(9).plan());

        assertThat(applied.unfinished()).singleElement().asString().contains("A DBA can run: REVOKE ");
        assertThat(service.withLimit(9).plan().describe())
                .singleElement()
                .asString()
                .startsWith("revoke ");
        var told = applied.unfinished().get(0);
        mysql.run(told.substring(told.indexOf("REVOKE "), told.length() - 1));
        assertThat(service.withLimit(9).plan().describe()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT SELECT ON *.* TO legacy",
                "GRANT SELECT ON `p%`.* TO legacy",
                "GRANT SELECT ON `pa_`.* TO payers",
                "GRANT USAGE ON *.* TO orders_user@'10.%'"
            })
    void areToldWhereTheyAreOnMoreThanOneSchema(String grant) throws SQLException {
        mysql.run(grant);

        var open = server.probe().open();

        var grantee = grant.substring(grant.indexOf(" TO ") + 4).replace("orders_user@'10.%'", "10.%");
        var told = open.stream()
                .filter(shortcoming -> shortcoming.what().contains(grantee))
                .toList();
        assertThat(told).as(open.toString()).hasSize(1);
        mysql.run(told.get(0).statement());
        assertThat(server.probe().open()).doesNotContainAnyElementsOf(told);
        mysql.run("CREATE USER IF NOT EXISTS orders_user@'10.%' IDENTIFIED BY 'Secret0secret'");
    }

    @Test
    void areToldWhereEverybodyHasThem() throws SQLException {
        var isMySql = mysql.flavor() == Flavor.MYSQL;
        mysql.run(isMySql ? "SET GLOBAL mandatory_roles = 'payers'" : "GRANT SELECT ON *.* TO PUBLIC");

        var open = server.probe().open();

        mysql.run(isMySql ? "SET GLOBAL mandatory_roles = ''" : "REVOKE ALL PRIVILEGES ON *.* FROM PUBLIC");
        assertThat(open)
                .extracting(Shortcoming::what)
                .contains(
                        isMySql
                                ? "Every account has the rights of payers (mandatory_roles)."
                                : "PUBLIC has rights on every schema (ON *.*).");
        assertThat(server.probe().open()).hasSize(open.size() - 1);
    }

    @Test
    void areLeftAloneOnADatabaseThatIsNobodys() throws SQLException {
        mysql.run("CREATE DATABASE IF NOT EXISTS of_dba", "GRANT SELECT ON of_dba.* TO orders_user");

        assertThat(service.plan().describe()).isEmpty();
        mysql.run("DROP DATABASE of_dba");
    }

    @Test
    void showInTheFingerprintAndUnderTheNamesTheyConcern() throws SQLException {
        for (var grant : List.of(
                "GRANT payers TO orders_user",
                "GRANT EXECUTE ON PROCEDURE pay.p TO orders_user",
                "GRANT SELECT ON *.* TO orders_user",
                "GRANT SELECT ON pay.* TO legacy",
                "GRANT SELECT ON pay.t TO legacy")) {
            var fingerprint = server.fingerprint();
            var digests = server.digests();

            mysql.run(grant);

            var name =
                    grant.endsWith("legacy") ? pay.schema() : service.service().user();
            assertThat(server.fingerprint()).as(grant).isNotEqualTo(fingerprint);
            assertThat(server.digests().get(name)).as(grant).isNotEqualTo(digests.get(name));
        }
    }

    @Test
    void areNotMissedWhereTheServerGivesThemToWhoMadeARoutine() throws SQLException {
        mysql.run("SET GLOBAL log_bin_trust_function_creators = 1");
        mysql.run(service, service.credential(), "CREATE PROCEDURE mine() SELECT 1");
        mysql.run(service, service.credential(), "CREATE FUNCTION one() RETURNS INT DETERMINISTIC RETURN 1");

        assertThat(service.plan().describe()).isEmpty();
    }
}
