package dev.lakou.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.connection.Preset;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.environment.WithOwnServers;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The task must fail where Lakou would have failed the service. */
@WithOwnServers
@NeedsServers(Part.POSTGRESQL_17)
class ClientTaskIT {

    @Test
    void seesATableThatIsNotTheOwners() throws SQLException {
        var room = room("not_the_owners").make().withSearchPathOnLogin();
        room.setForLogin("role TO DEFAULT");

        var row = ClientTask.perform(Client.PSQL, room.secret(Preset.GENERIC, room.connection()));

        assertThat(row.result().failure()).contains("the table is in").contains("not_the_owners_user");
    }

    @Test
    void seesALoginWithoutASchema() throws SQLException {
        var room = room("without_schema").make();
        var connection = room.connection().withoutSearchPathInUrl();

        var row = ClientTask.perform(Client.PSQL, room.secret(Preset.GENERIC, connection));

        assertThat(row.result().failure()).contains("no schema has been selected to create in");
    }

    @Test
    void repeatsNoPassword() throws SQLException {
        var room = room("wrong_password").make();
        var connection = room.connection().loggedInAs("wrong_password_user", "wr%ng");

        var row = ClientTask.perform(Client.ALEMBIC_OPTIONS, room.secret(Preset.SQL_ALCHEMY_ASYNC, connection));

        assertThat(row.result().failure()).contains("[redacted]").doesNotContain("wr%ng", "wr%25ng");
    }

    private static PostgresClientSchema room(String name) {
        return new PostgresClientSchema(TestEnvironment.apart().postgres(17), name, name, name + "_user", "Secret0");
    }
}
