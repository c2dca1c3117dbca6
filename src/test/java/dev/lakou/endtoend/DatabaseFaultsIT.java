package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.endtoend.CrashPoint.Moment;
import dev.lakou.endtoend.CrashServer.Engine;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.WithOwnServers;
import dev.lakou.faults.Fate;
import dev.lakou.faults.Write;
import io.fabric8.kubernetes.api.model.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong on the way to a server, or on it, is told, and gets well by itself. */
@WithOwnServers
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
class DatabaseFaultsIT {
    private static final OneFault FAULT = new OneFault();

    @Nullable
    private static CrashSite site;

    @BeforeAll
    static void operator() throws SQLException {
        site = new CrashSite("faults", FAULT);
        site.startOperator();
    }

    @AfterAll
    static void end() {
        site().close();
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRES, BEFORE, COMMIT",
        "POSTGRES, AFTER, COMMIT",
        "POSTGRES, AFTER, CREATE ROLE",
        "MYSQL, AFTER, CREATE USER",
        "MYSQL, BEFORE, GRANT",
        "MARIADB, AFTER, CREATE USER",
        "MARIADB, BEFORE, GRANT"
    })
    void beginsAnewWhereItsConnectionWasCut(Engine engine, Moment moment, String words) throws SQLException {
        var service = service(engine, "cut" + moment + words.replace(" ", ""));
        FAULT.prepare(
                moment, Fate.CUT, write -> isOf(service, write) && write.words().startsWith(words));

        service.apply("");

        awaitTold(service, "ServerUnreachable", "does not answer");
        var password = service.keys().get("DB_PASSWORD");
        awaitServed(service);
        assertThat(service.keys().get("DB_PASSWORD")).isEqualTo(password);
        service.requireThings(engine.served());
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRES, 'DO $$BEGIN RAISE SQLSTATE ''53100'' USING MESSAGE = ''No space left on device''; END$$'",
        "MYSQL, 'SIGNAL SQLSTATE ''HY000'' SET MYSQL_ERRNO = 1021, MESSAGE_TEXT = ''Disk full; waiting'''",
        "MARIADB, 'SIGNAL SQLSTATE ''HY000'' SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = ''The table is full'''"
    })
    void waitsForSpaceOnAFullDisk(Engine engine, String error) throws SQLException {
        var service = service(engine, "full");
        FAULT.prepare(Moment.BEFORE, Fate.instead(error), write -> isOf(service, write));

        service.apply("");

        awaitTold(service, "ServerBusy", engine == Engine.POSTGRES ? "No space left" : " full");
        awaitServed(service);
        service.requireThings(engine.served());
    }

    /** On all engines at once: each waits for twenty seconds before it says so. */
    @Test
    void waitsForALockThatSomebodyHolds() throws SQLException {
        var services = Stream.of(Engine.values())
                .map(engine -> service(engine, "locked"))
                .toList();
        services.forEach(service -> service.apply(", deletionPolicy: Delete"));
        var readers = new ArrayList<Connection>();
        for (var service : services) {
            awaitServed(service);
            service.annotate("lakou.dev/confirm-delete", service.name());
            readers.add(reading(service));
        }

        services.forEach(CrashedService::delete);

        services.forEach(service -> awaitTold(service, "ServerBusy", "timeout"));
        assertThat(services).noneMatch(CrashedService::isGone);
        for (var reader : readers) {
            reader.close();
        }
        for (var service : services) {
            await().until(service::isGone);
            assertThat(service.server().things(service.name())).isEmpty();
        }
    }

    /** Of two that change a row of a catalog at once, PostgreSQL sends one away. */
    @Test
    void givesWayToASecondWriter() throws SQLException {
        var service = service(Engine.POSTGRES, "contended");
        service.apply("");
        awaitServed(service);
        var password = service.keys().get("DB_PASSWORD");
        try (var writer = service.server().administrator();
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("ALTER ROLE %s_user CONNECTION LIMIT 7".formatted(service.name()));
            service.apply(", connectionLimit: 9");
            await().until(() -> isWaiting(service));

            writer.commit();
        }

        awaitTold(service, "ServerBusy", "tuple concurrently updated");
        awaitServed(service);
        assertThat(service.keys().get("DB_PASSWORD")).isEqualTo(password);
    }

    @ParameterizedTest
    @EnumSource
    void opensNewConnectionsWhenAllWereCut(Engine engine) throws SQLException {
        var service = service(engine, "severed");
        service.apply("");
        awaitServed(service);

        service.server().proxy().cutAll();
        service.apply(", connectionLimit: 5");

        await().untilAsserted(() -> {
            var ready = service.status().orElseThrow().conditions().stream()
                    .filter(condition -> condition.getType().equals("Ready"))
                    .findFirst()
                    .orElseThrow();
            assertThat(ready.getObservedGeneration()).isEqualTo(2);
            assertThat(ready.getStatus()).isEqualTo("True");
        });
        CrashedService.requireWorks(service.keys());
    }

    private static CrashSite site() {
        return requireNonNull(site);
    }

    private static CrashedService service(Engine engine, String fault) {
        var server = site().servers(engine).get(0);
        return new CrashedService(site(), server, (engine + fault).toLowerCase(Locale.ROOT));
    }

    /** Holds a lock on the service's table until it is closed. */
    private static Connection reading(CrashedService service) throws SQLException {
        var reader = service.server().administrator();
        reader.setAutoCommit(false);
        try (var statement = reader.createStatement()) {
            statement.execute("SELECT * FROM %s.bookings".formatted(service.name()));
        }
        return reader;
    }

    private static boolean isOf(CrashedService service, Write write) {
        return write.place() == Write.Place.DATABASE && write.text().contains(service.name());
    }

    private static void awaitServed(CrashedService service) {
        await().untilAsserted(() -> {
            service.requireReady();
            service.fill();
            CrashedService.requireWorks(service.keys());
        });
    }

    private static void awaitTold(CrashedService service, String reason, String words) {
        await().untilAsserted(() -> assertThat(warnings(service))
                .anySatisfy(event -> assertThat(event).contains(reason).contains(words)));
    }

    private static Stream<String> warnings(CrashedService service) {
        return site().lakou().client().v1().events().inNamespace("faults").list().getItems().stream()
                .filter((Event event) -> event.getInvolvedObject().getName().equals(service.name()))
                .filter(event -> event.getType().equals("Warning"))
                .map(event -> event.getReason() + ": " + event.getMessage());
    }

    private static boolean isWaiting(CrashedService service) throws SQLException {
        try (var connection = service.server().administrator();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'lakou'")) {
            return rows.next();
        }
    }
}
