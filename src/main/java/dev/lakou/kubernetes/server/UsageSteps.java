package dev.lakou.kubernetes.server;

import dev.lakou.api.ServerUsageStatus;
import dev.lakou.api.UsageStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a number is told in a status, and how far it must have moved to be told again. */
public final class UsageSteps {
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);
    private static final String[] UNITS = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};

    private UsageSteps() {}

    /** @param promised the connections that the service may have */
    static boolean isNews(UsageStatus before, UsageStatus now, int promised) {
        return hasMoved(before.connections(), now.connections(), Math.max(2, promised / 5.0))
                || isAnotherSize(before.size(), now.size());
    }

    /** @param most the connections that the server lets in */
    static boolean isNews(ServerUsageStatus before, ServerUsageStatus now, int most) {
        return hasMoved(before.connections(), now.connections(), Math.max(2, most / 10.0));
    }

    private static boolean hasMoved(@Nullable Integer before, @Nullable Integer now, double step) {
        return before == null || now == null ? !Objects.equals(before, now) : Math.abs(before - now) >= step;
    }

    private static boolean isAnotherSize(@Nullable String before, @Nullable String now) {
        if (before == null || now == null) {
            return !Objects.equals(before, now);
        }
        var bytes = bytes(before);
        return bytes.subtract(bytes(now)).abs().compareTo(bytes.divide(BigDecimal.TEN)) >= 0 && !before.equals(now);
    }

    private static BigDecimal bytes(String size) {
        return Quantity.getAmountInBytes(new Quantity(size));
    }

    /** Such as 1.2Gi. */
    public static String size(long bytes) {
        var unit = 0;
        var amount = BigDecimal.valueOf(bytes);
        while (amount.compareTo(BigDecimal.valueOf(1024)) >= 0) {
            amount = amount.divide(BigDecimal.valueOf(1024));
            unit++;
        }
        return amount.round(TWO_DIGITS).stripTrailingZeros().toPlainString() + UNITS[unit];
    }

    /** Such as 120ms. */
    static String cost(Duration time) {
        return BigDecimal.valueOf(Math.max(1, time.toMillis()))
                        .round(TWO_DIGITS)
                        .toPlainString() + "ms";
    }
}
