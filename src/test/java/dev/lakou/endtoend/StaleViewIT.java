package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.WithOwnServers;
import dev.lakou.faults.WriteGate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator acts on what it last heard; while it hears nothing, no application may find a credential that fails. */
@WithOwnServers
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
class StaleViewIT {

    @Nullable
    private static CrashSite site;

    @BeforeAll
    static void operator() throws SQLException {
        site = new CrashSite("stale", WriteGate.open());
        site.startOperator();
    }

    @AfterAll
    static void end() {
        site().close();
    }

    @AfterEach
    void news() {
        site().api().secrets().open();
        site().api().schemas().open();
    }

    @ParameterizedTest
    @EnumSource
    void rotatesWithoutNewsAsWithThem(CrashServer.Engine engine) throws Exception {
        var service = service(engine, "rotated");
        service.apply(", rotation: {overlap: 6s}");
        awaitServed(service);
        var client =
                RotatingClient.start(service.name(), () -> service.keys().get("DATABASE_URL"), Duration.ofSeconds(1));

        service.annotate("lakou.dev/rotate", "first");
        await().untilAsserted(() -> assertThat(client.credentialsSeen()).isGreaterThan(1));

        // Heard now, and due once the overlap is over.
        service.annotate("lakou.dev/rotate", "second");
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        site().api().secrets().close();
        site().api().schemas().close();
        await().untilAsserted(() -> assertThat(client.credentialsSeen()).isGreaterThan(2));
        news();
        awaitServed(service);

        client.end();
        assertThat(client.errors()).isEmpty();
        service.leaveAlone();
    }

    /** Whoever has read the Secret goes on with it until there is a new one to read. */
    @ParameterizedTest
    @EnumSource
    void replacesNoPasswordWhileItDoesNotSeeThatTheSecretIsGone(CrashServer.Engine engine) throws SQLException {
        var service = service(engine, "deleted");
        service.apply(", rotation: {overlap: 1s}");
        awaitServed(service);
        var former = service.keys();
        site().api().secrets().close();
        site().lakou()
                .client()
                .secrets()
                .inNamespace("stale")
                .withName(service.name() + "-database")
                .delete();

        service.annotate("lakou.dev/rotate", "now");

        await().during(Duration.ofSeconds(3)).untilAsserted(() -> {
            service.requireSecrets(0);
            CrashedService.requireWorks(former);
        });
        news();
        // The Secret comes before the password: for a moment it tells of one that the server does not have yet.
        await().ignoreExceptionsInstanceOf(SQLException.class).untilAsserted(() -> {
            service.requireSecrets(1);
            service.requireReady();
            CrashedService.requireWorks(service.keys());
        });
    }

    @ParameterizedTest
    @EnumSource
    void doesWhatTheSpecSaysOnceItHearsOfIt(CrashServer.Engine engine) throws SQLException {
        var service = service(engine, "edited");
        service.apply("");
        awaitServed(service);
        var password = service.keys().get("DB_PASSWORD");
        site().api().schemas().close();
        service.apply(", connectionLimit: 5");
        await().during(Duration.ofSeconds(2)).untilAsserted(() -> requireGeneration(service, 1));

        news();

        await().untilAsserted(() -> requireGeneration(service, 2));
        assertThat(service.keys().get("DB_PASSWORD")).isEqualTo(password);
        CrashedService.requireWorks(service.keys());
    }

    private static void requireGeneration(CrashedService service, long generation) {
        assertThat(service.status().orElseThrow().observedGeneration()).isEqualTo(generation);
    }

    private static CrashSite site() {
        return requireNonNull(site);
    }

    private static CrashedService service(CrashServer.Engine engine, String what) {
        var server = site().servers(engine).get(0);
        return new CrashedService(site(), server, (engine + what).toLowerCase(Locale.ROOT));
    }

    private static void awaitServed(CrashedService service) {
        await().untilAsserted(() -> {
            service.requireReady();
            service.fill();
            CrashedService.requireWorks(service.keys());
        });
    }
}
