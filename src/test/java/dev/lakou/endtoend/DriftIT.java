package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.Event;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody changes by hand is found within seconds, mended and told, long before the next resync. */
@NeedsServers({Part.CONTROL_PLANE, Part.MYSQL, Part.MARIADB_11_4})
class DriftIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "drift");
    private static PostgresCluster postgres;

    @BeforeAll
    static void servers() {
        postgres = PostgresCluster.start(18, PostgresOptions.standard());
        var all = Map.<String, RunningDatabase>of(
                "drift-postgres", postgres,
                "drift-mysql", TestEnvironment.shared().mySql(),
                "drift-mariadb", TestEnvironment.shared().mariaDb("11.4"));
        all.forEach((name, server) -> {
            LAKOU.adminSecret(name + "-admin", server.admin());
            TEAM.applyServer(name, spec(name, server, ""));
            TEAM.awaitServerReason(name, "Reconciled");
        });
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "grant    | REVOKE CREATE ON SCHEMA s_grant FROM s_grant_owner                                | grant CREATE on schema",
                "extra    | GRANT USAGE ON SCHEMA s_extra TO PUBLIC                                           | revoke USAGE on schema",
                "member   | SET ROLE lakou_admin; REVOKE s_member_owner FROM s_member_user                    | s_member_owner",
                "default  | ALTER DEFAULT PRIVILEGES FOR ROLE s_default_owner IN SCHEMA s_default REVOKE SELECT ON TABLES FROM s_default_readers | grant SELECT",
                "owner    | ALTER SCHEMA s_owner OWNER TO postgres                                            | lakou_admin",
                "setting  | ALTER ROLE s_setting_user IN DATABASE postgres SET search_path TO public          | search_path",
                "reset    | ALTER ROLE s_reset_user IN DATABASE postgres RESET ALL                            | search_path",
                "limit    | ALTER ROLE s_limit_user CONNECTION LIMIT 99                                       | connections",
                "nologin  | ALTER ROLE s_nologin_user NOLOGIN                                                 | log in",
                "super    | ALTER ROLE s_super_user SUPERUSER BYPASSRLS                                       | withdraw SUPERUSER",
                "expired  | ALTER ROLE s_expired_user VALID UNTIL '2001-01-01'                                | withdraw EXPIRY",
                "dropped  | DROP OWNED BY s_dropped_user; DROP ROLE s_dropped_user                            | create role",
                "readers  | REVOKE USAGE ON SCHEMA s_readers FROM s_readers_readers                           | s_readers_readers",
            })
    void ofPostgresIsMended(String kind, String change, String told) throws SQLException {
        mended("drift-postgres", postgres, "postgres", kind, change, told);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "drift-mysql   | grant   | REVOKE SELECT ON `s\\_grant`.* FROM s_grant_user              | grant SELECT",
                "drift-mysql   | limit   | ALTER USER s_limit_user WITH MAX_USER_CONNECTIONS 99          | connections",
                "drift-mysql   | locked  | ALTER USER s_locked_user ACCOUNT LOCK                         | log in",
                "drift-mysql   | dropped | DROP USER s_dropped_user                                      | create role",
                "drift-mysql   | pass    | ALTER USER s_pass_user IDENTIFIED BY 'by hand'                | set the password",
                "drift-mariadb | grant   | REVOKE SELECT ON `s\\_grant`.* FROM s_grant_user              | grant SELECT",
                "drift-mariadb | limit   | ALTER USER s_limit_user WITH MAX_USER_CONNECTIONS 99          | connections",
                "drift-mariadb | locked  | ALTER USER s_locked_user ACCOUNT LOCK                         | log in",
                "drift-mariadb | dropped | DROP USER s_dropped_user                                      | create role",
                "drift-mariadb | pass    | ALTER USER s_pass_user IDENTIFIED BY 'by hand'                | set the password",
            })
    void ofMySqlIsMended(String server, String kind, String change, String told) throws SQLException {
        var running = server.equals("drift-mysql")
                ? TestEnvironment.shared().mySql()
                : TestEnvironment.shared().mariaDb("11.4");
        mended(server, running, "", kind, change, told);
    }

    @Test
    void aPasswordSetByHandIsFoundByTheLoginOfTheNextResync() throws SQLException {
        TEAM.applyServer("resyncing", spec("drift-postgres", postgres, ", resyncInterval: 2s"));
        TEAM.apply("password", "serverRef: {name: resyncing}");
        TEAM.awaitReason("password", "Reconciled");
        run(postgres, "postgres", "ALTER ROLE password_user PASSWORD 'by hand'");

        await().until(() -> repaired("password"), found -> found.isPresent());

        TEAM.keys("password").connect().close();
    }

    @Test
    void aLostSchemaIsNotMadeAnewBeforeSomebodySaysSo() throws SQLException {
        TEAM.apply("lost", "serverRef: {name: drift-postgres}");
        TEAM.awaitReason("lost", "Reconciled");
        run(postgres, "postgres", "DROP SCHEMA lost CASCADE");

        assertThat(TEAM.awaitReason("lost", "SchemaMissing"))
                .contains("\"lost\"")
                .contains("lakou.dev/recreate");

        TEAM.annotate("lost", "lakou.dev/recreate", "lost");
        TEAM.awaitReason("lost", "Reconciled");
        TEAM.keys("lost").connect().close();
        assertThat(LAKOU.serviceSchema("drift", "lost").require().getMetadata().getAnnotations())
                .doesNotContainKey("lakou.dev/recreate");
    }

    @Test
    void duringASuspensionItIsOnlySaidWhatWouldBeDone() throws SQLException {
        TEAM.applyServer("pausing", spec("drift-postgres", postgres, ""));
        TEAM.apply("incident", "serverRef: {name: pausing}");
        TEAM.awaitReason("incident", "Reconciled");
        TEAM.applyServer("pausing", spec("drift-postgres", postgres, ", suspend: true"));
        TEAM.awaitReason("incident", "Suspended");
        run(postgres, "postgres", "ALTER ROLE incident_user NOLOGIN");

        await().untilAsserted(() -> assertThat(TEAM.awaitReason("incident", "Suspended"))
                .contains("Once it is false, Lakou will: let \"incident_user\" log in"));
        TEAM.applyServer("pausing", spec("drift-postgres", postgres, ""));
        TEAM.awaitReason("incident", "Reconciled");
        TEAM.keys("incident").connect().close();
    }

    @Test
    void driftThatCannotBeMendedStaysVisible() throws SQLException {
        run(postgres, "postgres", "CREATE ROLE small LOGIN CREATEROLE PASSWORD 'small'");
        run(postgres, "postgres", "CREATE DATABASE small OWNER small");
        run(postgres, "postgres", "GRANT lakou_admin TO small WITH ADMIN OPTION");
        LAKOU.adminSecret("small-admin", Map.of("username", "small", "password", "small"));
        TEAM.applyServer("small", spec("small", postgres, "").replace("database: postgres", "database: small"));
        TEAM.apply("stuck", "serverRef: {name: small}");
        TEAM.awaitReason("stuck", "Reconciled");

        run(postgres, "postgres", "ALTER ROLE stuck_user SUPERUSER");

        TEAM.awaitReason("stuck", "AdminLacksPrivilege");
        assertThat(TEAM.status("stuck").orElseThrow().conditions()).anySatisfy(condition -> {
            assertThat(condition.getType()).isEqualTo("Drifted");
            assertThat(condition.getMessage()).contains("withdraw SUPERUSER from \"stuck_user\"");
        });
        run(postgres, "postgres", "ALTER ROLE stuck_user NOSUPERUSER");
        TEAM.awaitReason("stuck", "Reconciled");
        assertThat(TEAM.status("stuck").orElseThrow().conditions())
                .noneMatch(condition -> condition.getType().equals("Drifted"));
    }

    private static void mended(
            String server, RunningDatabase running, String database, String kind, String change, String told)
            throws SQLException {
        var name = server + "-" + kind;
        TEAM.apply(name, "serverRef: {name: %s}, schema: s_%s, user: s_%s_user".formatted(server, kind, kind));
        TEAM.awaitReason(name, "Reconciled");
        run(running, database, change);

        var event = await().until(() -> repaired(name), Optional::isPresent);

        assertThat(event.map(Event::getMessage))
                .hasValueSatisfying(message -> assertThat(message).contains(told));
        TEAM.awaitReason(name, "Reconciled");
        assertThat(TEAM.status(name).orElseThrow().conditions())
                .noneMatch(condition -> condition.getType().equals("Drifted"));
        TEAM.keys(name).connect().close();
    }

    private static Optional<Event> repaired(String name) {
        return LAKOU.client().v1().events().inNamespace("drift").list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(name)
                        && event.getReason().equals("Repaired"))
                .findFirst();
    }

    private static String spec(String name, RunningDatabase server, String more) {
        var postgres = server instanceof PostgresCluster;
        return "engine: %s, host: 127.0.0.1, port: %d, adminSecretRef: {name: %s-admin}, allowedNamespaces: {from: All}, driftInterval: 1s, %s%s"
                        .formatted(
                                postgres ? "PostgreSQL" : "MySQL",
                                server.port(),
                                name,
                                more.contains("resyncInterval") ? "maxConnections: 4" : "resyncInterval: 1h",
                                more)
                + (postgres ? ", database: postgres" : "");
    }

    private static void run(RunningDatabase server, String database, String sql) throws SQLException {
        try (var connection = server.connect(server.admin(), database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
