package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.AdditionalUser.Reach;
import dev.lakou.model.Credential;
import dev.lakou.model.Logins;
import dev.lakou.model.Ownership;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What README.md says that a ReadWrite user should know: each line of its table, on a real server and over a rotation. */
@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
@ParameterizedClass
@ValueSource(ints = {14, 18})
class PostgresReadWriteUserIT {
    private final PostgresUnderTest postgres;
    private final SharedServer server;
    private final TestSchema service;
    private final Credential app;

    PostgresReadWriteUserIT(int major) {
        postgres = PostgresUnderTest.shared(
                major, major == 14 ? Administrator.GRANT_OPTION : Administrator.DATABASE_OWNER);
        server = postgres.open();
        server.bootstrap();
        service = TestSchema.of(server, "taught")
                .withAdditionalUser("taught_app", Reach.READ_WRITE)
                .ensure();
        app = service.credentialOf("taught_app");
    }

    @AfterEach
    void end() throws SQLException {
        postgres.run("SELECT lo_unlink(oid) FROM pg_largeobject_metadata");
        service.remove();
        server.close();
    }

    @Test
    void sequencesAreItsOwnToSet() throws SQLException {
        byService("CREATE TABLE early (id serial)");

        byService("CREATE TABLE late (id serial)");

        byApp(
                "SELECT nextval('early_id_seq'), setval('early_id_seq', 9), nextval('late_id_seq'), setval('late_id_seq', 9)");
    }

    @Test
    void whatIsTheOwnersAlonePassesThroughAFunctionOfTheOwner() throws SQLException {
        byService("CREATE TABLE events (id int)");
        byService("CREATE MATERIALIZED VIEW counts AS SELECT count(*) FROM events");
        for (var owners : List.of(
                "TRUNCATE events",
                "REFRESH MATERIALIZED VIEW counts",
                "ALTER TABLE events ADD name text",
                "CREATE TABLE mine (id int)")) {
            refused(app, owners);
        }

        byService(
                """
                CREATE FUNCTION empty_events() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = taught, pg_temp
                AS 'TRUNCATE events'
                """);
        byService(
                """
                CREATE FUNCTION refresh_counts() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = taught, pg_temp
                AS 'BEGIN REFRESH MATERIALIZED VIEW counts; END'
                """);

        byApp("INSERT INTO events VALUES (1); DELETE FROM events; SELECT empty_events(), refresh_counts()");
        assertThat(service.plan().describe()).isEmpty();
    }

    /** Since 17, MAINTAIN would do for REFRESH. */
    @Test
    void whatTheServiceGrantsItBesideIsTakenBack() throws SQLException {
        byService("CREATE TABLE events (id int)");
        byService("GRANT TRUNCATE ON events TO taught_writers");
        byApp("TRUNCATE events");

        service.ensure();

        refused(app, "TRUNCATE events");
    }

    @Test
    void aLargeObjectBelongsToTheLoginThatMadeItUnlessItIsGrantedToTheWriters() throws SQLException {
        byApp("SELECT lo_create(4711), lo_create(4712), lo_put(4712, 0, 'kept')");
        byApp("GRANT SELECT, UPDATE ON LARGE OBJECT 4712 TO taught_writers");
        byService("SELECT lo_create(4713), lo_put(4713, 0, 'kept')");

        var next = rotated();

        refused(next, "SELECT lo_get(4711)");
        postgres.run(service, next, "SELECT lo_get(4712), lo_put(4712, 0, 'more')");
        byService("SELECT lo_get(4713)");
        refused(next, "SELECT lo_get(4713)");
        refused(next, "SELECT lo_unlink(4712)");
        assertThat(postgres.read("SELECT pg_get_userbyid(lomowner) FROM pg_largeobject_metadata WHERE oid = 4713"))
                .containsExactly("taught_owner");
    }

    @Test
    void aPolicyForTheWritersHoldsOverARotationAndOneForALoginDoesNot() throws SQLException {
        byService("CREATE TABLE rows (tenant int); INSERT INTO rows VALUES (1), (2)");
        byService("ALTER TABLE rows ENABLE ROW LEVEL SECURITY; ALTER TABLE rows FORCE ROW LEVEL SECURITY");
        byService("CREATE POLICY of_writers ON rows TO taught_writers USING (tenant = 1)");
        byService("CREATE POLICY of_login ON rows TO taught_app USING (tenant = 2)");
        byService("CREATE POLICY of_service ON rows TO taught_owner USING (true)");
        assertThat(postgres.rows(service, app, "rows")).isEqualTo(2);

        var next = rotated();

        assertThat(postgres.rows(service, next, "rows")).isEqualTo(1);
        assertThat(postgres.rows(service, service.credential(), "rows")).isEqualTo(2);
    }

    /** The application's next credential, once the former one is closed. */
    private Credential rotated() {
        var next = new Credential(server.logins(app.user()).get(1), app.password());
        keep(Logins.only(next).beside(app.user()));
        keep(Logins.only(next).after(app.user()));
        return next;
    }

    private void keep(Logins logins) {
        var desired = server.desired(
                service.service(),
                Map.of(service.service().user(), Logins.only(service.credential()), app.user(), logins));
        TestSchema.keep(server, desired, new Ownership(service.service().marker(), server.inspect(desired)));
    }

    private void byService(String sql) throws SQLException {
        postgres.run(service, service.credential(), sql);
    }

    private void byApp(String sql) throws SQLException {
        postgres.run(service, app, sql);
    }

    private void refused(Credential credential, String sql) {
        assertThatThrownBy(() -> postgres.run(service, credential, sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
}
