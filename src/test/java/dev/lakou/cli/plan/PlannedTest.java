package dev.lakou.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.cli.terminal.Terminal;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannedTest {
    private static final Planned NOTHING = planned(List.of(), List.of());
    private static final Planned CHANGES =
            planned(List.of("create schema \"orders\""), List.of("CREATE SCHEMA orders;"));
    private static final Planned REFUSED = new Planned(
            "ServiceSchema",
            "core",
            "orders",
            new Planned.Stall("NameConflict", "Already there."),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    @Test
    void endsWithZeroWhereNothingWouldChange() {
        assertThat(PlanCommand.exitCode(List.of(NOTHING))).isZero();
    }

    @Test
    void endsWithTwoWhereOneWouldChange() {
        assertThat(PlanCommand.exitCode(List.of(NOTHING, CHANGES))).isEqualTo(2);
    }

    @Test
    void endsWithOneWhereOneIsRefused() {
        assertThat(PlanCommand.exitCode(List.of(CHANGES, REFUSED))).isEqualTo(1);
    }

    @Test
    void tellsChangesInWordsAndAsSql() {
        assertThat(printed(CHANGES))
                .isEqualTo(
                        """
                        ServiceSchema core/orders
                          create schema "orders"

                          -- as SQL, without secrets
                          CREATE SCHEMA orders;
                        """);
    }

    @Test
    void tellsARefusalByItsReason() {
        assertThat(printed(REFUSED)).isEqualTo("ServiceSchema core/orders\n  refused NameConflict: Already there.\n");
    }

    private static Planned planned(List<String> changes, List<String> sql) {
        return new Planned("ServiceSchema", "core", "orders", null, changes, sql, List.of(), List.of());
    }

    private static String printed(Planned planned) {
        var out = new StringWriter();
        planned.print(new Terminal(
                InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(out), false, Map.of()));
        return out.toString();
    }
}
