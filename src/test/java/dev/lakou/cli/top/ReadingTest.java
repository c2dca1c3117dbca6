package dev.lakou.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.cli.terminal.Terminal;
import dev.lakou.database.ServerUsage;
import dev.lakou.database.ServerUsage.Incidents;
import dev.lakou.database.SessionState;
import dev.lakou.database.TenantUsage;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.database.TenantUsage.Storage;
import dev.lakou.model.Marker;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadingTest {

    @Test
    void putsWhoHoldsMostConnectionsFirst() {
        var reading = reading(tenant("few", 1, 10), tenant("many", 3, 10));

        assertThat(reading.uses()).extracting(Use::name).containsExactly("many", "few");
    }

    @Test
    void countsCallsSinceTheLookBefore() {
        var before = reading(tenant("orders", 1, 10));

        var since = reading(tenant("orders", 1, 25)).since(before);

        assertThat(since.uses()).extracting(Use::calls).containsExactly(15L);
    }

    @Test
    void leavesBlankWhatTheServerDoesNotTell() {
        var hidden = new TenantUsage(
                new Marker("uid", "core", "hidden"), Optional.empty(), Optional.empty(), Optional.empty());
        var out = new StringWriter();

        reading(hidden)
                .print(new Terminal(
                        InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(out), false, Map.of()));

        assertThat(reading(hidden).hidesSomething("engarde")).isTrue();
        assertThat(out.toString()
                        .lines()
                        .reduce((one, last) -> last)
                        .orElseThrow()
                        .split(" +"))
                .containsExactly("core", "hidden", "engarde", "-", "-", "-", "-", "-", "-", "-", "-", "-");
    }

    @Test
    void writesSizesAsStatusDoes() {
        assertThat(Use.size(512L)).isEqualTo("510");
        assertThat(Use.size(1536L)).isEqualTo("1.5Ki");
        assertThat(Use.size(5L << 40)).isEqualTo("5Ti");
        assertThat(Use.size(null)).isEmpty();
    }

    private static Reading reading(TenantUsage... tenants) {
        return new Reading(Map.of(
                "engarde",
                new ServerUsage(
                        Map.of(SessionState.ACTIVE, 4),
                        100,
                        Incidents.UNTOLD,
                        Map.of(),
                        List.of(tenants),
                        0,
                        Set.of(),
                        Duration.ZERO)));
    }

    private static TenantUsage tenant(String name, int connections, long calls) {
        return new TenantUsage(
                new Marker("uid", "core", name),
                Optional.of(new Storage(1, 1, OptionalLong.empty(), 1, 1, OptionalLong.empty())),
                Optional.of(new Sessions(
                        Map.of(SessionState.ACTIVE, connections),
                        OptionalInt.of(10),
                        0,
                        OptionalDouble.of(0),
                        OptionalDouble.of(0),
                        0,
                        0)),
                Optional.of(new Statements(calls, 1, 1, OptionalLong.empty(), OptionalLong.empty())));
    }
}
