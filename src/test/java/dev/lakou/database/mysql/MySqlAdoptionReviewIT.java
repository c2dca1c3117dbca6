package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.AdditionalUser.Reach;
import dev.lakou.model.Marker;
import dev.lakou.plan.AdoptionCandidates;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An account or database of others is looked at before it is taken over: what it reaches, and what it changes for others. */
@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource(names = {"MYSQL", "MARIADB_11_4"})
class MySqlAdoptionReviewIT {
    private final MySqlUnderTest mysql;
    private final SharedServer server;

    MySqlAdoptionReviewIT(MySqlUnderTest mysql) {
        this.mysql = mysql;
        this.server = mysql.open();
        server.bootstrap();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void findsNothingInWhatIsMadeForOneService() throws SQLException {
        mysql.run(
                "CREATE DATABASE plain",
                "CREATE TABLE plain.t (id INT)",
                "CREATE USER plain_user IDENTIFIED BY 'by hand'",
                "GRANT ALL ON plain.* TO plain_user");

        var review = TestSchema.of(server, "plain").adopting().review();

        assertThat(review.findings()).isEmpty();
        assertThat(review.consequences()).isEmpty();
        mysql.run("DROP DATABASE plain", "DROP USER plain_user");
    }

    @Test
    void findsEachRightThatReachesFurther() throws SQLException {
        mysql.run(
                "CREATE DATABASE far_off",
                "CREATE DATABASE elsewhere",
                "CREATE TABLE elsewhere.salaries (pay INT)",
                "CREATE PROCEDURE elsewhere.p() SELECT 1",
                "CREATE ROLE team",
                "CREATE USER far_user IDENTIFIED BY 'by hand'",
                "CREATE USER far_user@localhost IDENTIFIED BY 'by hand'",
                "GRANT SELECT, PROCESS ON *.* TO far_user WITH GRANT OPTION",
                "GRANT ALL ON far_off.* TO far_user",
                "GRANT ALL ON elsewhere.* TO far_user",
                "GRANT ALL ON `else%`.* TO far_user",
                "GRANT SELECT ON elsewhere.salaries TO far_user",
                "GRANT EXECUTE ON PROCEDURE elsewhere.p TO far_user",
                "GRANT team TO far_user");
        var service = TestSchema.of(server, "far_off", "far_user").adopting();

        var findings = service.review().findings();

        assertThat(findings.stream().map(Shortcoming::what).map(what -> what.replace("`team`", "'team'@'%'")))
                .containsExactly(
                        "account 'far_user'@'%' has PROCESS, SELECT ON *.* WITH GRANT OPTION",
                        "account 'far_user'@'%' has rights on `far_off`, a pattern that other databases match too",
                        "account 'far_user'@'%' has rights on database `else%`",
                        "account 'far_user'@'%' has rights on database `elsewhere`",
                        "account 'far_user'@'%' has rights on procedure `elsewhere`.`p`",
                        "account 'far_user'@'%' has rights on table `elsewhere`.`salaries`",
                        "account 'far_user'@'%' has the role 'team'@'%'",
                        "there is an account 'far_user'@'localhost' beside 'far_user'@'%'");
        for (var finding : findings) {
            mysql.run(finding.statement().split("(?<=;) ", -1));
        }
        assertThat(service.review().findings()).isEmpty();
        mysql.run("DROP DATABASE far_off", "DROP DATABASE elsewhere", "DROP USER far_user", "DROP ROLE team");
    }

    /** The row is what GRANT PROXY writes, which only root may. */
    @Test
    void findsWhoMayLogInAsAnother() throws SQLException {
        mysql.run(
                "CREATE USER proxy_user IDENTIFIED BY 'by hand'",
                "INSERT INTO mysql.proxies_priv (host, user, proxied_host, proxied_user, grantor) VALUES ('%', 'proxy_user', '%', 'boss', '')");

        var findings = TestSchema.of(server, "proxy").adopting().review().findings();

        assertThat(findings)
                .containsExactly(new Shortcoming(
                        "account 'proxy_user'@'%' may log in as 'boss'@'%' (PROXY)",
                        "REVOKE PROXY ON 'boss'@'%' FROM 'proxy_user'@'%';"));
        mysql.run("DELETE FROM mysql.proxies_priv WHERE user = 'proxy_user'", "DROP USER proxy_user");
    }

    @Test
    void looksAtEachUser() throws SQLException {
        mysql.run("CREATE USER kin_human IDENTIFIED BY 'by hand'", "GRANT SELECT ON mysql.* TO kin_human");

        var findings = TestSchema.of(server, "kin")
                .withAdditionalUser("kin_human", Reach.READ_ONLY)
                .adopting()
                .review()
                .findings();

        assertThat(findings)
                .containsExactly(new Shortcoming(
                        "account 'kin_human'@'%' has rights on database `mysql`",
                        "REVOKE ALL PRIVILEGES ON `mysql`.* FROM 'kin_human'@'%';"));
        mysql.run("DROP USER kin_human");
    }

    @Test
    void findsWhatTheAdministratorItselfIs() {
        var administrator = ReadmeAdministrator.of(mysql).user();

        var findings = TestSchema.of(server, "stolen", administrator)
                .adopting()
                .review()
                .findings();

        assertThat(findings).isNotEmpty();
    }

    @Test
    void saysWhatChangesForOthers() throws SQLException {
        mysql.run(
                "CREATE DATABASE crm",
                "CREATE TABLE crm.t (id INT)",
                "CREATE USER legacy IDENTIFIED BY 'by hand'",
                "GRANT ALL ON crm.* TO legacy",
                "CREATE DEFINER = legacy VIEW crm.v AS SELECT id FROM crm.t",
                "CREATE DEFINER = root@localhost PROCEDURE crm.p() SELECT 1",
                "CREATE USER crm_user IDENTIFIED BY 'by hand'",
                "CREATE DATABASE audit",
                "CREATE TABLE audit.t (id INT)",
                "CREATE DEFINER = crm_user VIEW audit.v AS SELECT id FROM audit.t");

        var consequences = TestSchema.of(server, "crm").adopting().review().consequences();

        assertThat(consequences)
                .containsExactly(
                        "procedure crm.p: run as \"root@localhost\" with all its rights, for the users of database \"crm\" too",
                        "view audit.v: runs as \"crm_user@%\", which then has no rights but the service's",
                        "view crm.v: run as \"legacy@%\", whose rights on database \"crm\" end, so that they fail until the service defines them anew");
        mysql.run("DROP DATABASE crm", "DROP DATABASE audit", "DROP USER legacy, crm_user");
    }

    /** What Lakou of another cluster, or a resource that is gone, gave an account ends with the takeover. */
    @Test
    void takesOverWhatAnotherResourceLeft() throws SQLException {
        var former = TestSchema.of(server, "moved").claimedBy(new Marker("old", "there", "moved"));
        former.ensure();
        mysql.run("CREATE TABLE moved.kept (id INT)");
        var service = TestSchema.of(server, "moved").adopting();
        var desired = service.desired();
        var found = service.found(desired);

        assertThat(service.review().findings()).isEmpty();
        TestSchema.keep(
                server, desired, AdoptionCandidates.of(desired, found.found()).unmarkedIn(found));

        assertThat(service.plan().describe()).isEmpty();
        assertThat(service.actual().role(service.service().user()).orElseThrow().adopted())
                .isTrue();
        assertThat(mysql.read("SELECT table_name FROM information_schema.tables WHERE table_schema = 'moved'"))
                .containsExactly("kept");
        service.remove();
        server.forget(service.service().marker());
        assertThat(mysql.read("SELECT marker FROM lakou.marker WHERE name LIKE 'moved%'"))
                .isEmpty();
    }
}
