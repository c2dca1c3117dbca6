package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every dialect promises of sessions that are too much for others. */
public abstract class WatchdogContract extends BootstrappedServer {
    private static final Optional<Duration> SECOND = Optional.of(Duration.ofSeconds(1));
    private static final SessionLimits IDLE =
            new SessionLimits(SECOND, Optional.empty(), OptionalLong.empty(), Optional.empty());
    private static final SessionLimits OLD =
            new SessionLimits(Optional.empty(), SECOND, OptionalLong.empty(), Optional.empty());
    private static final SessionLimits BLOCKING =
            new SessionLimits(Optional.empty(), Optional.empty(), OptionalLong.empty(), SECOND);

    protected WatchdogContract(ServerUnderTest real) {
        super(real);
    }

    /** Connects as somebody who came without Lakou. */
    protected abstract Connection connectAsStranger() throws SQLException;

    @Test
    void endsWhoDoesNothingInATransactionAndNobodyElse() throws SQLException {
        var service = filled("lingering");
        var before = real.inventory();
        try (var idle = connect(service);
                var resting = connect(service);
                var stranger = connectAsStranger()) {
            begin(idle, "UPDATE one SET n = 2");
            begin(stranger, "SELECT * FROM %s.one".formatted(real.quoted(service.schema())));
            execute(resting, "SELECT 1");
            await().until(() -> !server.watch(IDLE).isEmpty());
            var found = server.watch(IDLE);

            var isEnded = server.end(found.get(0), IDLE);

            assertThat(isEnded).isTrue();
            assertThat(found)
                    .singleElement()
                    .returns(service.service().marker(), WatchedSession::marker)
                    .returns(service.service().user(), WatchedSession::login)
                    .returns("127.0.0.1", WatchedSession::client);
            assertThat(found.get(0).idle()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
            await().until(() -> !idle.isValid(5));
            assertThat(resting.isValid(5)).isTrue();
            assertThat(stranger.isValid(5)).isTrue();
            assertThat(server.end(found.get(0), IDLE)).isFalse();
        }
        assertThat(real.inventory()).isEqualTo(before);
        service.remove();
    }

    @Test
    void endsNoOtherTransactionThanTheOneThatItSaw() throws SQLException {
        var service = filled("moving");
        try (var session = connect(service)) {
            begin(session, "UPDATE one SET n = 2");
            await().until(() -> !server.watch(OLD).isEmpty());
            var found = server.watch(OLD).get(0);
            session.commit();
            execute(session, "UPDATE one SET n = 3");
            await().until(() -> !server.watch(OLD).isEmpty());

            var isEnded = server.end(found, OLD);

            assertThat(isEnded).isFalse();
            assertThat(session.isValid(5)).isTrue();
            assertThat(found.age()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            session.rollback();
        }
        service.remove();
    }

    @Test
    void leavesWhoWorksAgain() throws SQLException {
        var service = filled("awake");
        try (var session = connect(service)) {
            begin(session, "UPDATE one SET n = 2");
            await().until(() -> !server.watch(IDLE).isEmpty());
            var found = server.watch(IDLE).get(0);
            execute(session, "UPDATE one SET n = 3");

            var isEnded = server.end(found, IDLE);

            assertThat(isEnded).isFalse();
            session.commit();
        }
        service.remove();
    }

    @Test
    void endsWhoKeepsOthersWaitingAndNotThoseWhoWait() throws SQLException {
        var service = filled("holding");
        try (var first = connect(service);
                var second = connect(service);
                var third = connect(service)) {
            begin(first, "UPDATE one SET n = 2");
            var waiting = CompletableFuture.runAsync(() -> {
                execute(second, "UPDATE one SET n = 3");
                execute(second, "COMMIT");
            });
            await().until(() -> server.watch(BLOCKING).size() == 1);
            var behind = CompletableFuture.runAsync(() -> execute(third, "ALTER TABLE one ADD COLUMN m integer"));
            var found = server.watch(BLOCKING);

            var isEnded = server.end(found.get(0), BLOCKING);

            assertThat(isEnded).isTrue();
            assertThat(found).singleElement().matches(session -> session.blocking()
                    .isPresent());
            waiting.join();
            behind.join();
            assertThat(first.isValid(5)).isFalse();
            assertThat(server.watch(BLOCKING)).isEmpty();
        }
        service.remove();
    }

    @Test
    void endsWhoHoldsTooManyLocks() throws SQLException {
        var service = filled("greedy");
        real.run(service, service.credential(), "CREATE TABLE many (n integer PRIMARY KEY)");
        real.run(service, service.credential(), "INSERT INTO many VALUES (1),(2),(3),(4),(5),(6),(7),(8),(9),(10)");
        var limits = new SessionLimits(Optional.empty(), Optional.empty(), OptionalLong.of(10), Optional.empty());
        try (var greedy = connect(service);
                var modest = connect(service)) {
            begin(modest, "UPDATE one SET n = 2");
            greedy.setAutoCommit(false);
            takeManyLocks(greedy);
            await().until(() -> server.watch(limits).size() == 1);

            var isEnded = server.end(server.watch(limits).get(0), limits);

            assertThat(isEnded).isTrue();
            await().until(() -> !greedy.isValid(5));
            assertThat(modest.isValid(5)).isTrue();
            modest.rollback();
        }
        service.remove();
    }

    /** More than ten. */
    protected abstract void takeManyLocks(Connection connection) throws SQLException;

    protected final TestSchema filled(String name) throws SQLException {
        var service = TestSchema.of(server, name).ensure();
        real.run(service, service.credential(), "CREATE TABLE one (id integer PRIMARY KEY, n integer)");
        real.run(service, service.credential(), "INSERT INTO one VALUES (1, 1)");
        return service;
    }

    protected static void begin(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, sql);
    }

    protected static void execute(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
