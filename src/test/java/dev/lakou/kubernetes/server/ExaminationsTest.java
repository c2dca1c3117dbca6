package dev.lakou.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.DatabaseServer;
import dev.lakou.database.ServerReport;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.server.Examinations.Examination;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExaminationsTest {
    private static final Duration RESYNC = Duration.ofMinutes(5);
    private static final ServerReport SOUND = report(List.of());
    private static final ServerReport LACKING = report(List.of(new Shortcoming("CREATEROLE is missing.", "ALTER …;")));

    private final SharedServer server = server();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int asked;

    private final Examinations examinations = new Examinations(() -> now);

    @Test
    void doNotAskASoundServerAgainBecauseSomebodyCame() {
        examine(SOUND, List.of());

        now = now.plusSeconds(59);
        var again = examine(SOUND, List.of());

        assertThat(asked).isOne();
        assertThat(again.rest()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void askASoundServerAgainAMinuteLater() {
        examine(SOUND, List.of());

        now = now.plusSeconds(60);
        var again = examine(SOUND, List.of());

        assertThat(asked).isEqualTo(2);
        assertThat(again.rest()).isEqualTo(RESYNC);
    }

    @Test
    void soonAskOneThatLacksSomething() {
        examine(LACKING, List.of());

        now = now.plusSeconds(5);
        examine(LACKING, List.of());

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void soonAskOneWithLoginsWhoseResourceIsGone() {
        examine(SOUND, List.of("orders_user of ServiceSchema shop/orders"));

        now = now.plusSeconds(5);
        examine(SOUND, List.of());

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void askAtOnceByAnotherSpec() {
        examine(SOUND, List.of());

        examinations.of(resource(2), server, () -> examination(SOUND, List.of()));

        assertThat(asked).isEqualTo(2);
    }

    private Examination examine(ServerReport report, List<String> orphaned) {
        return examinations.of(resource(1), server, () -> examination(report, orphaned));
    }

    private Examination examination(ServerReport report, List<String> orphaned) {
        asked++;
        return new Examination(report, orphaned, RESYNC);
    }

    private static DatabaseServer resource(long generation) {
        var resource = new DatabaseServer();
        resource.getMetadata().setName("engarde");
        resource.getMetadata().setGeneration(generation);
        return resource;
    }

    private static ServerReport report(List<Shortcoming> missing) {
        return new ServerReport(
                "18.6", Flavor.POSTGRESQL, false, 100, Optional.empty(), missing, List.of(), Optional.empty());
    }

    /** That it is the same one is all that matters. */
    private static SharedServer server() {
        return (SharedServer) Proxy.newProxyInstance(
                SharedServer.class.getClassLoader(),
                new Class<?>[] {SharedServer.class},
                (proxy, method, arguments) -> method.getName().equals("equals") && proxy == arguments[0]);
    }
}
