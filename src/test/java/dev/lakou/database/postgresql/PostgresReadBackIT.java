package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.ServerPolicy;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.database.postgresql.catalog.PostgresCatalog;
import dev.lakou.database.postgresql.catalog.PostgresCatalog.Changed;
import dev.lakou.database.postgresql.catalog.PostgresCatalog.LookBack;
import dev.lakou.database.postgresql.catalog.VerifierAccess;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.State;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A service is read back after a change as it would be looked at, and in how many messages. */
@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
@ParameterizedClass
@MethodSource("servers")
class PostgresReadBackIT {
    private final PostgresUnderTest postgres;
    private final SharedServer server;
    private final VerifierAccess verifiers = new VerifierAccess(Clock.systemUTC());
    private final PostgresCatalog catalog;
    private final AtomicInteger messages = new AtomicInteger();

    PostgresReadBackIT(PostgresUnderTest postgres) {
        this.postgres = postgres;
        this.server = postgres.open();
        this.catalog = new PostgresCatalog(postgres.database(), ServerPolicy.CAREFUL, verifiers);
        server.bootstrap();
    }

    static Stream<PostgresUnderTest> servers() {
        return Stream.of(
                PostgresUnderTest.shared(18, Administrator.SUPERUSER),
                PostgresUnderTest.shared(18, Administrator.DATABASE_OWNER));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readsBackWhatWasJustMadeInOneMessage() throws SQLException {
        var one = TestSchema.of(server, "readback_one").ensure().desired();
        var other = TestSchema.of(server, "readback_other").ensure().desired();

        var back = readBack(new Changed(one, true), new Changed(other, true));

        assertThat(messages).hasValue(1);
        assertThat(back).extracting(found -> found.look().observation().state()).isEqualTo(looks(one, other));
    }

    @Test
    void readsAgainWhatIsNotAsItWasMade() throws SQLException {
        var service = TestSchema.of(server, "readback_filled").ensure();
        postgres.run(service, service.credential(), "CREATE TABLE t (id integer)");

        var back = readBack(new Changed(service.desired(), true));

        assertThat(messages).hasValue(2);
        assertThat(back).extracting(found -> found.look().observation().state()).isEqualTo(looks(service.desired()));
    }

    @Test
    void readsBackWhatWasThereBeforeInTwoMessages() throws SQLException {
        var service = TestSchema.of(server, "readback_changed").ensure();

        var back = readBack(new Changed(service.desired(), false));

        assertThat(messages).hasValue(2);
        assertThat(back).extracting(found -> found.look().observation().state()).isEqualTo(looks(service.desired()));
    }

    @Test
    void tellsTheSameDigestsAsALookAtAllNames() throws SQLException {
        var service = TestSchema.of(server, "readback_digests").ensure();
        postgres.run(service, service.credential(), "CREATE TABLE t (id integer)");

        var digests = readBack(new Changed(service.desired(), false)).get(0).digests();

        assertThat(digests.keySet()).isEqualTo(service.desired().names());
        assertThat(server.digests()).containsAllEntriesOf(digests);
    }

    private List<LookBack> readBack(Changed... changes) throws SQLException {
        try (var connection = postgres.connect(postgres.administrator())) {
            verifiers.isGranted(connection);
            return catalog.readBack(counting(connection), List.of(changes));
        }
    }

    private List<State> looks(State... desired) throws SQLException {
        try (var connection = postgres.connect(postgres.administrator())) {
            return catalog.read(connection, List.of(desired)).stream()
                    .map(look -> look.observation().state())
                    .toList();
        }
    }

    /** Counts what is sent by it. */
    private Connection counting(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().endsWith("Statement")) {
                        messages.incrementAndGet();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
