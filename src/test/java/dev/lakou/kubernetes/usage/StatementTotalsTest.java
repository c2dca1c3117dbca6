package dev.lakou.kubernetes.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.TenantUsage;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.model.Marker;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatementTotalsTest {
    private static final Marker ORDERS = new Marker("cluster", "shop", "orders");

    private final StatementTotals totals = new StatementTotals();

    @Test
    void beginsAtZeroWhateverTheServerHasCountedBefore() {
        var told = totals.after(List.of(orders(1000, 50)));

        assertThat(told.get(ORDERS)).isEqualTo(statements(0, 0));
    }

    @Test
    void countsWhatCameSince() {
        totals.after(List.of(orders(1000, 50)));
        totals.after(List.of(orders(1010, 51)));

        var told = totals.after(List.of(orders(1015, 53)));

        assertThat(told.get(ORDERS)).isEqualTo(statements(15, 3));
    }

    /** As when pg_stat_statements makes room for others, or a DBA resets it. */
    @Test
    void neverFallsWhenTheServerForgets() {
        totals.after(List.of(orders(1000, 50)));
        totals.after(List.of(orders(1010, 51)));
        totals.after(List.of(orders(3, 1)));

        var told = totals.after(List.of(orders(5, 2)));

        assertThat(told.get(ORDERS)).isEqualTo(statements(12, 2));
    }

    @Test
    void endsWithTheTenant() {
        totals.after(List.of(orders(1000, 50)));

        var told = totals.after(List.of());

        assertThat(told).isEmpty();
    }

    private static TenantUsage orders(long calls, double seconds) {
        return new TenantUsage(ORDERS, Optional.empty(), Optional.empty(), Optional.of(statements(calls, seconds)));
    }

    private static Statements statements(long calls, double seconds) {
        return new Statements(calls, seconds, 0, OptionalLong.of(0), OptionalLong.empty());
    }
}
