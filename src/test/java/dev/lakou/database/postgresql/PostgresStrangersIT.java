package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.ServerPolicy;
import dev.lakou.database.ServerPolicy.Strangers;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.AdditionalUser.Reach;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom a DBA let into the schema of a service is robbed, or told, as the platform says. */
@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
class PostgresStrangersIT {
    private static final Login CDC = new Login("cdc", "secret");

    @ParameterizedTest
    @EnumSource(names = {"SUPERUSER", "DATABASE_OWNER"})
    void aLoginForChangeDataCaptureKeepsItsRightsAndIsTold(Administrator administrator) throws SQLException {
        var postgres = PostgresUnderTest.shared(18, administrator);
        try (var server = postgres.openWith(ServerPolicy.CAREFUL.with(Strangers.REPORT))) {
            server.bootstrap();
            var service = TestSchema.of(server, "captured").ensure();
            postgres.run(service, service.credential(), "CREATE TABLE kept (id integer)");
            postgres.run(
                    "CREATE ROLE cdc LOGIN REPLICATION PASSWORD 'secret'",
                    "GRANT CONNECT ON DATABASE engarde TO cdc",
                    "GRANT USAGE ON SCHEMA captured TO cdc, PUBLIC",
                    "GRANT SELECT ON ALL TABLES IN SCHEMA captured TO cdc");

            service.ensure();

            postgres.runAs(CDC, "SELECT * FROM captured.kept");
            assertThat(server.probe().open())
                    .extracting(Shortcoming::statement)
                    .contains("REVOKE ALL ON SCHEMA \"captured\" FROM \"cdc\";");
            assertThat(postgres.read("SELECT has_schema_privilege('public', 'captured', 'USAGE')"))
                    .containsExactly("f");
            service.remove();
        }
        postgres.run("DROP OWNED BY cdc", "DROP ROLE cdc");
    }

    @ParameterizedTest
    @EnumSource(names = "DATABASE_OWNER")
    void aWriterSetsSequences(Administrator administrator) throws SQLException {
        var postgres = PostgresUnderTest.shared(18, administrator);
        try (var server = postgres.open()) {
            server.bootstrap();
            var service = TestSchema.of(server, "counted").withAdditionalUser("counted_app", Reach.READ_WRITE);
            service.ensure();
            postgres.run(
                    service,
                    service.credential(),
                    "CREATE TABLE rows (id serial, no int GENERATED ALWAYS AS IDENTITY)");

            postgres.run(
                    service,
                    service.credentialOf("counted_app"),
                    "SELECT setval('rows_id_seq', 9), setval('rows_no_seq', 9)");

            assertThat(service.actual()).isEqualTo(service.desired());
            service.remove();
        }
    }
}
