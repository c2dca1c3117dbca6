package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.Marker;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A schema and a login that people made by hand become Lakou's, with all data and while the application runs. */
@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
@ParameterizedClass
@MethodSource("servers")
class PostgresAdoptionIT {
    private final PostgresUnderTest postgres;
    private final SharedServer server;

    PostgresAdoptionIT(PostgresUnderTest postgres) {
        this.postgres = postgres;
        this.server = postgres.open();
        server.bootstrap();
    }

    static Stream<PostgresUnderTest> servers() {
        return PostgresUnderTest.foremost();
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** En Garde's state of today: CREATE SCHEMA, CREATE USER .. PASSWORD, GRANT ALL ON ALL TABLES. */
    @Test
    void takesOverWhatPeopleMade() throws SQLException {
        var service = TestSchema.of(server, "byhand").adopting();
        var password = service.password().value();
        postgres.run(
                "CREATE SCHEMA byhand",
                "CREATE USER byhand_user PASSWORD '" + password + "'",
                "GRANT ALL ON SCHEMA byhand TO byhand_user",
                "CREATE TABLE byhand.bookings (id serial PRIMARY KEY, name text)",
                "INSERT INTO byhand.bookings (name) SELECT 'guest ' || n FROM generate_series(1, 100) n",
                "CREATE VIEW byhand.guests AS SELECT name FROM byhand.bookings",
                "CREATE TYPE byhand.mood AS ENUM ('good')",
                "CREATE FUNCTION byhand.one() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
                "GRANT ALL ON ALL TABLES IN SCHEMA byhand TO byhand_user",
                "GRANT ALL ON ALL SEQUENCES IN SCHEMA byhand TO byhand_user",
                "CREATE TABLE byhand.own (id integer)",
                "ALTER TABLE byhand.own OWNER TO byhand_user");
        assertThat(service.strangers()).isEmpty();
        var needs = service.review().needs();
        assertThat(needs.isEmpty()).isEqualTo(postgres.administratorIsSuperuser());
        postgres.run(needs.toArray(String[]::new));

        TestSchema.keep(server, service.desired(), service.found());

        assertThat(service.plan().describe()).isEmpty();
        assertThat(service.actual().strays()).isEmpty();
        assertThat(service.strangers()).isEmpty();
        try (var connection = postgres.connect(service.credential(), service.schema());
                var statement = connection.createStatement()) {
            try (var row = statement.executeQuery("SELECT count(*) FROM guests")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(100);
            }
            statement.execute("ALTER TABLE bookings ADD arrived boolean");
            statement.execute("DROP TABLE own");
            statement.execute("DROP FUNCTION one()");
        }
        service.remove();
    }

    @Test
    void leavesAloneWhatAnotherResourceHas() {
        var service = TestSchema.of(server, "taken").ensure();

        var other = TestSchema.of(server, "taken", "another_user")
                .claimedBy(new Marker("cluster", "tests", "another"))
                .adopting();

        assertThat(other.strangers()).contains("schema \"taken\" of cluster/tests/taken");
        service.remove();
    }

    @Test
    void givesBackWhatALoginMadeInItsOwnName() throws SQLException {
        var service = TestSchema.of(server, "stray").ensure();
        try (var connection = postgres.connect(service.credential(), service.schema());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE made (id integer)");
        }
        postgres.run("ALTER TABLE stray.made OWNER TO stray_user");

        assertThat(service.plan().describe()).containsExactly("give table stray.made to \"stray_owner\"");
        service.ensure();

        assertThat(service.plan().describe()).isEmpty();
    }
}
