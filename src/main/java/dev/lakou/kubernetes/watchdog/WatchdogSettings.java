package dev.lakou.kubernetes.watchdog;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.WatchdogSpec;
import dev.lakou.database.SessionLimits;
import dev.lakou.kubernetes.server.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a DatabaseServer says of sessions.
 *
 * @param ends whether they are ended
 */
record WatchdogSettings(SessionLimits limits, boolean ends) {

    /** Empty where it says nothing. */
    static Optional<WatchdogSettings> of(DatabaseServer server) {
        return Optional.ofNullable(server.getSpec().watchdog())
                .map(spec -> new WatchdogSettings(
                        limits(spec),
                        spec.mode() == WatchdogSpec.Mode.End
                                && !Boolean.TRUE.equals(server.getSpec().suspend())));
    }

    private static SessionLimits limits(WatchdogSpec spec) {
        return new SessionLimits(
                duration("idleInTransaction", spec.idleInTransaction()),
                duration("transaction", spec.transaction()),
                spec.locks() == null ? OptionalLong.empty() : OptionalLong.of(spec.locks()),
                duration("blocking", spec.blocking()));
    }

    private static Optional<Duration> duration(String field, @Nullable String text) {
        return Optional.ofNullable(text).map(one -> Durations.parse("watchdog." + field, one));
    }
}
