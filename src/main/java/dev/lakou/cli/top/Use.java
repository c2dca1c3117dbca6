package dev.lakou.cli.top;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lakou.database.SessionState;
import dev.lakou.database.TenantUsage;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.database.TenantUsage.Storage;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.kubernetes.server.UsageSteps;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What one service or reader uses. What the server does not tell is absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Use(
        String server,
        String namespace,
        String name,
        String kind,
        @Nullable Integer connections,
        @Nullable Integer limit,
        @Nullable Integer active,
        @Nullable Integer idleInTransaction,
        @Nullable Integer waiting,
        @Nullable Integer blocking,
        @Nullable Double oldestTransactionSeconds,
        @Nullable Long bytes,
        @Nullable Long calls,
        @Nullable Double statementSeconds) {

    static Use of(String server, TenantUsage tenant) {
        var sessions = tenant.sessions();
        return new Use(
                server,
                tenant.marker().namespace(),
                tenant.marker().name(),
                ResourceKey.of(tenant.marker()).kind(),
                sessions.map(Sessions::count).orElse(null),
                sessions.map(Sessions::limit).map(Use::orNull).orElse(null),
                sessions.map(one -> in(SessionState.ACTIVE, one)).orElse(null),
                sessions.map(one -> in(SessionState.IDLE_IN_TRANSACTION, one)).orElse(null),
                sessions.map(Sessions::waiting).orElse(null),
                sessions.map(Sessions::blocking).orElse(null),
                sessions.map(Sessions::oldestTransaction).map(Use::orNull).orElse(null),
                tenant.storage().map(Storage::bytes).orElse(null),
                tenant.statements().map(Statements::calls).orElse(null),
                tenant.statements().map(Statements::seconds).orElse(null));
    }

    private static int in(SessionState state, Sessions sessions) {
        return sessions.byState().getOrDefault(state, 0);
    }

    private static @Nullable Integer orNull(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    String connectionsOfLimit() {
        return limit == null ? text(connections) : "%s/%d".formatted(text(connections), limit);
    }

    static String text(@Nullable Number number) {
        return number == null ? "" : number.toString();
    }

    static String seconds(@Nullable Double seconds) {
        return seconds == null ? "" : String.format(Locale.ROOT, "%.1fs", seconds);
    }

    static String size(@Nullable Long bytes) {
        return bytes == null ? "" : UsageSteps.size(bytes);
    }
}
