package dev.lakou.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.connection.Pooler;
import dev.lakou.connection.Preset;
import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PgBouncer;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.environment.WithOwnServers;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A Secret for an endpoint behind PgBouncer, used through PgBouncer. */
@WithOwnServers
@NeedsServers(Part.POSTGRESQL_17)
class PgBouncerIT {
    private static final Set<Client> ALL = EnumSet.allOf(Client.class);

    // The others prepare statements on a server connection that they lose with their transaction.
    private static final Set<Client> IN_TRANSACTION_MODE = EnumSet.of(
            Client.PSQL,
            Client.PSQL_PG_KEYS,
            Client.PSYCOPG,
            Client.PSYCOPG2,
            Client.SQLALCHEMY,
            Client.SQLALCHEMY_PSYCOPG2,
            Client.SQLALCHEMY_ASYNC_PSYCOPG,
            Client.ALEMBIC_ENGINE,
            Client.NODE_PG,
            Client.PGJDBC);

    @TestFactory
    Stream<DynamicTest> sessionModeKeepsTheSchema() throws SQLException {
        return ClientTests.working(List.of(secretBehind("session")), ALL);
    }

    @TestFactory
    Stream<DynamicTest> transactionModeKeepsTheSchema() throws SQLException {
        return ClientTests.working(List.of(secretBehind("transaction")), IN_TRANSACTION_MODE);
    }

    /** The reason why the URL leaves the search path out. */
    @Test
    void refusesASearchPathInTheUrl() throws SQLException {
        var room = room("search_path_in_url");
        var pooler = start(room, "session");
        var connection = room.connection().to("127.0.0.1", pooler.port());

        var row = ClientTask.perform(Client.PSYCOPG, room.secret(Preset.GENERIC, connection));

        assertThat(row.result().failure()).contains("unsupported startup parameter");
    }

    private static GivenSecret secretBehind(String mode) throws SQLException {
        var room = room("behind_" + mode);
        var pooler = start(room, mode);
        var connection = room.connection().to("127.0.0.1", pooler.port()).behind(Pooler.PGBOUNCER);
        return room.secret(Preset.GENERIC, connection);
    }

    private static PgBouncer start(PostgresClientSchema room, String mode) {
        var login = new Login(room.user(), room.password());
        return ClientTests.orSkip(
                "PgBouncer in " + mode + " mode", () -> PgBouncer.start(room.cluster(), room.database(), login, mode));
    }

    private static PostgresClientSchema room(String name) throws SQLException {
        return new PostgresClientSchema(TestEnvironment.apart().postgres(17), name, name, name + "_user", "Secret0")
                .make()
                .withSearchPathOnLogin();
    }
}
