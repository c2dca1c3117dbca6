package dev.lakou.kubernetes.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.SessionState;
import dev.lakou.database.TenantUsage;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.database.TenantUsage.Storage;
import dev.lakou.model.Marker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ForemostTest {
    private static final TenantUsage LARGE = tenant("large", 1_000_000, 1, 1, 0);
    private static final TenantUsage CROWDED = tenant("crowded", 10, 90, 1, 0);
    private static final TenantUsage BUSY = tenant("busy", 10, 1, 5000, 0);
    private static final TenantUsage SMALL = tenant("small", 10, 1, 1, 0);
    private static final TenantUsage BLOCKING = tenant("blocking", 1, 1, 0, 1);

    @Test
    void areAllWhileThereAreFew() {
        var foremost = Foremost.of(List.of(LARGE, SMALL), 2);

        assertThat(foremost).containsExactlyInAnyOrder(LARGE, SMALL);
    }

    @Test
    void areThoseWithTheLargestShareOfWhatTheServerHas() {
        var foremost = Foremost.of(List.of(SMALL, LARGE, CROWDED, BUSY), 3);

        assertThat(foremost).containsExactlyInAnyOrder(LARGE, CROWDED, BUSY);
    }

    @Test
    void areThoseInTroubleHoweverSmall() {
        var foremost = Foremost.of(List.of(SMALL, LARGE, BLOCKING), 1);

        assertThat(foremost).containsExactlyInAnyOrder(LARGE, BLOCKING);
    }

    @Test
    void canBeFoundWhereTheServerTellsNothing() {
        var untold = new TenantUsage(
                new Marker("cluster", "shop", "untold"), Optional.empty(), Optional.empty(), Optional.empty());

        var foremost = Foremost.of(List.of(untold, LARGE), 1);

        assertThat(foremost).containsExactly(LARGE);
    }

    private static TenantUsage tenant(String name, long bytes, int connections, double seconds, int blocking) {
        return new TenantUsage(
                new Marker("cluster", "shop", name),
                Optional.of(new Storage(bytes, 0, OptionalLong.empty(), 1, 1, OptionalLong.empty())),
                Optional.of(new Sessions(
                        Map.of(SessionState.ACTIVE, connections),
                        OptionalInt.of(100),
                        0.1,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        0,
                        blocking)),
                Optional.of(new Statements(1, seconds, 1, OptionalLong.empty(), OptionalLong.empty())));
    }
}
