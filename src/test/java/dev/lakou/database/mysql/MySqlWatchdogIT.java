package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.SessionLimits;
import dev.lakou.database.SharedServer;
import dev.lakou.database.WatchdogContract;
import dev.lakou.database.WatchedSession;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_10_11, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource
class MySqlWatchdogIT extends WatchdogContract {
    private static final SessionLimits TEN_MINUTES = new SessionLimits(
            Optional.empty(), Optional.of(Duration.ofMinutes(10)), OptionalLong.empty(), Optional.empty());
    private static final SessionLimits ANY_TRANSACTION = new SessionLimits(
            Optional.empty(), Optional.of(Duration.ofMillis(1)), OptionalLong.empty(), Optional.empty());
    private static final SessionLimits ANY_BLOCKING = new SessionLimits(
            Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.of(Duration.ofMillis(1)));

    private final MySqlUnderTest mysql;

    MySqlWatchdogIT(MySqlUnderTest mysql) {
        super(mysql);
        this.mysql = mysql;
    }

    @Override
    protected Connection connectAsStranger() throws SQLException {
        return mysql.database().connect(mysql.database().admin(), "");
    }

    @Override
    protected void takeManyLocks(Connection connection) {
        execute(connection, "SELECT * FROM many FOR UPDATE");
    }

    /** MariaDB tells nobody who has a table. */
    @Test
    void seesWhoKeepsTheOwnerOfATableWaiting() throws SQLException {
        assumeTrue(mysql == MySqlUnderTest.MYSQL);
        var service = filled("tabled");
        try (var reader = connect(service);
                var other = connect(service);
                var migration = connect(service)) {
            begin(reader, "SELECT * FROM one");
            var waiting = CompletableFuture.runAsync(() -> execute(migration, "ALTER TABLE one ADD COLUMN m integer"));
            await().until(() -> !server.watch(ANY_BLOCKING).isEmpty());
            var behind = CompletableFuture.runAsync(() -> execute(other, "SELECT * FROM one"));

            var found = server.watch(ANY_BLOCKING);

            assertThat(found).extracting(WatchedSession::id).containsExactly(id(reader));
            assertThat(server.end(found.get(0), ANY_BLOCKING)).isTrue();
            waiting.join();
            behind.join();
            assertThat(reader.isValid(5)).isFalse();
        }
        service.remove();
    }

    /** The server tells times of transactions in the zone of its machine, and everything else in its own. */
    @Test
    void knowsTheAgeOfATransactionInWhateverTimeZone() throws SQLException {
        var service = filled("zoned");
        mysql.run("SET GLOBAL time_zone = '+09:30'");
        try (SharedServer zoned = mysql.open();
                var session = connect(service)) {
            begin(session, "UPDATE one SET n = 2");
            await().until(() -> !zoned.watch(ANY_TRANSACTION).isEmpty());

            var old = zoned.watch(TEN_MINUTES);

            assertThat(old).isEmpty();
            var oldest = zoned.usage().tenants().stream()
                    .filter(tenant -> tenant.marker().equals(service.service().marker()))
                    .flatMap(tenant -> tenant.sessions().stream())
                    .mapToDouble(sessions -> sessions.oldestTransaction().orElseThrow())
                    .max();
            assertThat(oldest.orElseThrow()).isBetween(0.001, 600.0);
            session.rollback();
        } finally {
            mysql.run("SET GLOBAL time_zone = 'SYSTEM'");
        }
        service.remove();
    }

    /** The server tells of a session its user alone. */
    @Test
    void leavesAUserThatHasAnAccountForAnotherHostToo() throws SQLException {
        var service = filled("twofold");
        mysql.run("CREATE USER 'twofold_user'@'10.0.0.1'");
        try (var session = connect(service)) {
            begin(session, "UPDATE one SET n = 2");
            await().until(() ->
                    !mysql.read("SELECT 1 FROM information_schema.innodb_trx").isEmpty());
            Thread.sleep(1100);

            var seen = server.watch(ANY_TRANSACTION);

            assertThat(seen).isEmpty();
            session.rollback();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            mysql.run("DROP USER 'twofold_user'@'10.0.0.1'");
        }
        service.remove();
    }

    @Test
    void namesThePrivilegeThatEndsSessions() throws SQLException {
        var service = filled("kept");
        var privilege = mysql.flavor().productName().equals("MySQL") ? "CONNECTION_ADMIN" : "CONNECTION ADMIN";
        var administrator = ReadmeAdministrator.of(mysql);
        var account = "'%s'@'%%'".formatted(administrator.user());
        try (var session = connect(service)) {
            begin(session, "UPDATE one SET n = 2");
            await().until(() -> !server.watch(ANY_TRANSACTION).isEmpty());
            var found = server.watch(ANY_TRANSACTION).get(0);
            mysql.run("REVOKE %s ON *.* FROM %s".formatted(privilege, account));
            try (var limited = mysql.open(administrator)) {
                assertThatThrownBy(() -> limited.end(found, ANY_TRANSACTION))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("lacks " + privilege);

                var missing = limited.probe().unwatched();

                assertThat(missing)
                        .extracting(Shortcoming::statement)
                        .containsExactly("GRANT %s ON *.* TO %s;".formatted(privilege, account));
            }
            assertThat(session.isValid(5)).isTrue();
            session.rollback();
        } finally {
            mysql.run("GRANT %s ON *.* TO %s".formatted(privilege, account));
        }
        service.remove();
    }

    private static long id(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT connection_id()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
