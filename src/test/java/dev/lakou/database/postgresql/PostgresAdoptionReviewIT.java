package dev.lakou.database.postgresql;

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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A login or schema of others is looked at before it is taken over: what it reaches, and what it changes for others. */
@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
@ParameterizedClass
@MethodSource("servers")
class PostgresAdoptionReviewIT {
    private final PostgresUnderTest postgres;
    private final SharedServer server;

    PostgresAdoptionReviewIT(PostgresUnderTest postgres) {
        this.postgres = postgres;
        this.server = postgres.open();
        server.bootstrap();
    }

    static Stream<PostgresUnderTest> servers() {
        return Stream.of(
                PostgresUnderTest.shared(14, Administrator.DATABASE_OWNER),
                PostgresUnderTest.shared(18, Administrator.SUPERUSER));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void findsNothingInWhatIsMadeForOneService() throws SQLException {
        postgres.run(
                "CREATE ROLE plain_user LOGIN",
                "CREATE SCHEMA plain",
                "CREATE TABLE plain.own (id serial PRIMARY KEY)",
                "GRANT ALL ON plain.own TO plain_user",
                "ALTER TABLE plain.own OWNER TO plain_user",
                "GRANT USAGE ON SCHEMA public TO plain_user",
                "GRANT CONNECT ON DATABASE " + postgres.quoted(postgres.database()) + " TO plain_user",
                "ALTER DEFAULT PRIVILEGES FOR ROLE plain_user IN SCHEMA plain GRANT SELECT ON TABLES TO PUBLIC");

        var review = TestSchema.of(server, "plain").adopting().review();

        assertThat(review.findings()).isEmpty();
        assertThat(review.consequences()).isEmpty();
        drop("plain", "plain_user");
    }

    @Test
    void findsEachRightThatReachesFurther() throws SQLException {
        postgres.run(
                "CREATE ROLE team",
                "CREATE ROLE far_user LOGIN CREATEDB REPLICATION",
                "GRANT pg_execute_server_program, team TO far_user",
                "CREATE SCHEMA elsewhere",
                "CREATE TABLE elsewhere.salaries (id int, pay int)",
                "CREATE TABLE elsewhere.mine (id int)",
                "CREATE FUNCTION elsewhere.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "GRANT USAGE ON SCHEMA elsewhere TO far_user",
                "GRANT SELECT (pay) ON elsewhere.salaries TO far_user",
                "GRANT EXECUTE ON FUNCTION elsewhere.f() TO far_user",
                "ALTER TABLE elsewhere.mine OWNER TO far_user",
                "GRANT CREATE ON SCHEMA public TO far_user",
                "GRANT CONNECT ON DATABASE template1 TO far_user",
                "CREATE SCHEMA far");
        var service = TestSchema.of(server, "far").adopting();

        var findings = service.review().findings();

        assertThat(findings.stream().map(Shortcoming::what))
                .containsExactly(
                        "role \"far_user\" has CREATEDB",
                        "role \"far_user\" has REPLICATION",
                        "role \"far_user\" has rights on database template1",
                        "role \"far_user\" has rights on function elsewhere.f()",
                        "role \"far_user\" has rights on schema elsewhere",
                        "role \"far_user\" has rights on schema public",
                        "role \"far_user\" has rights on table column elsewhere.salaries.pay",
                        "role \"far_user\" is a member of \"pg_execute_server_program\"",
                        "role \"far_user\" is a member of \"team\"",
                        "role \"far_user\" owns table elsewhere.mine");
        postgres.run(findings.stream().map(Shortcoming::statement).toArray(String[]::new));
        assertThat(service.review().findings()).isEmpty();
        drop("far", "far_user");
        postgres.run("DROP SCHEMA elsewhere CASCADE", "DROP ROLE team");
    }

    @Test
    void looksAtEachUserAndAtTheRolesOfTheSchema() throws SQLException {
        postgres.run(
                "CREATE ROLE kin_human LOGIN",
                "CREATE ROLE kin_owner",
                "GRANT pg_read_all_data TO kin_human",
                "GRANT pg_signal_backend TO kin_owner");

        var findings = TestSchema.of(server, "kin")
                .withAdditionalUser("kin_human", Reach.READ_ONLY)
                .adopting()
                .review()
                .findings();

        assertThat(findings.stream().map(Shortcoming::what))
                .containsExactly(
                        "role \"kin_human\" is a member of \"pg_read_all_data\"",
                        "role \"kin_owner\" is a member of \"pg_signal_backend\"");
        postgres.run("DROP ROLE kin_human, kin_owner");
    }

    @Test
    void findsWhatTheAdministratorItselfIs() throws SQLException {
        var findings = TestSchema.of(server, "stolen", postgres.configuration().username())
                .adopting()
                .review()
                .findings();

        assertThat(findings).isNotEmpty();
    }

    @Test
    void findsWhatIsInAnotherDatabase() throws SQLException {
        postgres.run("CREATE ROLE two_user LOGIN");
        postgres.in("postgres").run("CREATE TABLE two_things (id int)", "ALTER TABLE two_things OWNER TO two_user");

        var findings = TestSchema.of(server, "two").adopting().review().findings();

        assertThat(findings.stream().map(Shortcoming::what))
                .containsExactly("role \"two_user\" owns, or has rights on, 1 things in database \"postgres\"");
        postgres.in("postgres").run("DROP TABLE two_things", "DROP ROLE two_user");
    }

    @Test
    void findsWhatAnotherServiceOwnsInTheSchema() throws SQLException {
        var other = TestSchema.of(server, "guest").ensure();
        postgres.run("CREATE SCHEMA host", "CREATE TABLE host.t (id int)", "ALTER TABLE host.t OWNER TO guest_owner");

        var findings = TestSchema.of(server, "host").adopting().review().findings();

        assertThat(findings)
                .containsExactly(new Shortcoming(
                        "table host.t belongs to \"guest_owner\", which is another resource's",
                        "ALTER TABLE host.t OWNER TO CURRENT_USER;"));
        postgres.run("DROP SCHEMA host CASCADE");
        other.remove();
    }

    @Test
    void saysWhatChangesForOthers() throws SQLException {
        postgres.run(
                "CREATE ROLE etl",
                "CREATE SCHEMA audit",
                "CREATE TABLE audit.log (line text)",
                "CREATE FUNCTION audit.note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE SCHEMA crm",
                "CREATE TABLE crm.deals (id int, tenant text)",
                "ALTER TABLE crm.deals OWNER TO etl",
                "ALTER TABLE crm.deals ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own ON crm.deals USING (tenant = current_user)",
                "CREATE VIEW crm.lines AS SELECT line FROM audit.log",
                "CREATE FUNCTION crm.write() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM audit.log'",
                "CREATE TRIGGER note BEFORE INSERT ON crm.deals FOR EACH ROW EXECUTE FUNCTION audit.note()",
                "CREATE VIEW audit.deals AS SELECT id FROM crm.deals");

        var consequences = String.join(
                "\n", TestSchema.of(server, "crm").adopting().review().consequences());

        assertThat(consequences)
                .contains("row level security of table crm.deals stops filtering")
                .contains(
                        "policy own of table crm.deals looks at who is logged in, and the service works as \"crm_owner\"")
                .contains("view crm.lines reads audit.log with the rights of")
                .contains("crm.write() runs with the rights of")
                .contains("trigger note of table crm.deals calls audit.note() of another schema")
                .contains("\"etl\" no longer owns table crm.deals")
                .contains("view audit.deals uses what the service may then change or drop");
        postgres.run("DROP SCHEMA crm, audit CASCADE", "DROP ROLE etl");
    }

    @Test
    void dropsALoginThatOthersGaveRightsTo() throws SQLException {
        postgres.run(
                "CREATE ROLE given_user LOGIN",
                "CREATE SCHEMA given",
                "GRANT USAGE ON SCHEMA given TO given_user",
                "GRANT CONNECT ON DATABASE engarde TO given_user");
        var service = TestSchema.of(server, "given").adopting();
        postgres.run(service.review().needs().toArray(String[]::new));
        TestSchema.keep(server, service.desired(), service.found());

        service.remove();

        assertThat(postgres.read("SELECT rolname FROM pg_roles WHERE rolname LIKE 'given%'"))
                .isEmpty();
    }

    /** What Lakou of another cluster, or a resource that is gone, gave a login ends with the takeover. */
    @Test
    void takesOverWhatAnotherResourceLeft() throws SQLException {
        var neighbour = TestSchema.of(server, "neighbour").ensure();
        var former = TestSchema.of(server, "moved").claimedBy(new Marker("old", "there", "moved"));
        former.ensure();
        try (var connection = postgres.connect(former.credential(), former.schema());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (id int)");
        }
        postgres.run("SET ROLE lakou_admin", "GRANT neighbour_readers TO moved_user");
        var service = TestSchema.of(server, "moved").adopting();
        var desired = service.desired();
        var found = service.found(desired);
        var candidates = AdoptionCandidates.of(desired, found.found());

        assertThat(service.review().findings()).isEmpty();
        TestSchema.keep(server, desired, candidates.unmarkedIn(found));

        assertThat(service.plan().describe()).isEmpty();
        assertThat(
                        postgres.read(
                                "SELECT r.rolname FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid WHERE pg_get_userbyid(a.member) = 'moved_user' ORDER BY 1"))
                .doesNotContain("neighbour_readers");
        assertThat(service.actual().schema(service.schema()).orElseThrow().adopted())
                .isTrue();
        assertThat(postgres.read("SELECT tableowner FROM pg_tables WHERE schemaname = 'moved'"))
                .isEqualTo(List.of("moved_owner"));
        service.remove();
        neighbour.remove();
    }

    private void drop(String schema, String user) throws SQLException {
        postgres.run("DROP SCHEMA " + schema + " CASCADE", "DROP OWNED BY " + user, "DROP ROLE " + user);
    }
}
