package dev.lakou.kubernetes.watchdog;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.SharedServer;
import dev.lakou.database.WatchedSession;
import dev.lakou.kubernetes.leadership.LeaderFence;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.watchdog.WatchdogCounts.Result;
import dev.lakou.model.Marker;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at the sessions of one server again and again. For one thread at a time. */
final class SessionWatch {
    private final EventRecorder events;
    private final WatchdogCounts counts;
    private final LeaderFence fence;
    private final Clock clock;
    private final Sightings sightings = new Sightings();

    SessionWatch(EventRecorder events, WatchdogCounts counts, LeaderFence fence, Clock clock) {
        this.events = events;
        this.counts = counts;
        this.fence = fence;
        this.clock = clock;
    }

    /**
     * Only sessions of those that are on this DatabaseServer are anybody's business: others are of another installation, or
     * of a resource that is gone.
     *
     * @param tenants by what their logins carry
     */
    void look(DatabaseServer server, WatchdogSettings settings, Map<Marker, HasMetadata> tenants, SharedServer open) {
        var sessions = new ArrayList<WatchedSession>(open.watch(settings.limits()));
        sessions.removeIf(session -> !tenants.containsKey(session.marker()));
        var byTenant = new LinkedHashMap<HasMetadata, List<Excess>>();
        for (var excess : sightings.of(sessions, settings.limits(), clock.instant())) {
            var tenant = tenants.get(excess.session().marker());
            byTenant.computeIfAbsent(tenant, one -> new ArrayList<>()).add(excess);
        }
        byTenant.forEach((tenant, excesses) -> {
            if (settings.ends() && !isSuspended(tenant)) {
                end(server, settings, tenant, excesses, open);
            } else {
                report(server, tenant, excesses);
            }
        });
    }

    private static boolean isSuspended(HasMetadata tenant) {
        return tenant instanceof ServiceSchema schema
                && Boolean.TRUE.equals(schema.getSpec().suspend());
    }

    private void report(DatabaseServer server, HasMetadata tenant, List<Excess> excesses) {
        var news = excesses.stream().filter(sightings::isNews).toList();
        news.forEach(excess -> count(server, tenant, excess, Result.REPORTED));
        tell(tenant, "SessionOverLimit", "Would end ", news, "");
    }

    private void end(
            DatabaseServer server,
            WatchdogSettings settings,
            HasMetadata tenant,
            List<Excess> excesses,
            SharedServer open) {
        var ended = new ArrayList<Excess>();
        var refused = new ArrayList<Excess>();
        var why = "";
        for (var excess : excesses) {
            try {
                if (fence.lasts()
                        && open.end(excess.session(), settings.limits().only(excess.kind()))) {
                    ended.add(excess);
                    count(server, tenant, excess, Result.ENDED);
                }
            } catch (DatabaseException e) {
                why = " " + e.getMessage();
                if (sightings.isNews(excess)) {
                    refused.add(excess);
                    count(server, tenant, excess, Result.REFUSED);
                }
            }
        }
        tell(tenant, "SessionEnded", "Ended ", ended, "");
        tell(tenant, "SessionNotEnded", "Could not end ", refused, why);
    }

    private void tell(HasMetadata tenant, String reason, String intro, List<Excess> excesses, String outro) {
        if (!excesses.isEmpty()) {
            var words = excesses.stream().map(Excess::describe).toList();
            events.failed(tenant, reason, intro + String.join("; ", words) + "." + outro);
        }
    }

    private void count(DatabaseServer server, HasMetadata tenant, Excess excess, Result result) {
        counts.add(server.getMetadata().getName(), tenant, excess.kind(), result);
    }
}
