package dev.lakou.database.jdbc;

import dev.lakou.database.ServerUsage;
import dev.lakou.database.ServerUsage.Blockade;
import dev.lakou.database.ServerUsage.Incidents;
import dev.lakou.database.ServerUsage.Part;
import dev.lakou.database.SessionState;
import dev.lakou.database.TenantUsage.Sessions;
import dev.lakou.model.Marker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a server has told so far in one reading of what its tenants use. */
public final class UsageReading {
    private final long begin = System.nanoTime();
    private final TenantUsages tenants = new TenantUsages();
    private final Map<SessionState, Integer> sessions = new EnumMap<>(SessionState.class);
    private final Map<Blockade, Integer> blocked = new HashMap<>();
    private final Map<Marker, Set<Long>> blocking = new HashMap<>();
    private final Set<Part> failed = EnumSet.noneOf(Part.class);
    private Incidents incidents = Incidents.UNTOLD;
    private int maxConnections;
    private long estimated;

    public TenantUsages tenants() {
        return tenants;
    }

    public void maxConnections(int most) {
        maxConnections = most;
    }

    public void incidents(Incidents sinceTheServerCounts) {
        incidents = sinceTheServerCounts;
    }

    /** So many more, whoever's they are. */
    public void sessions(SessionState state, int count) {
        sessions.merge(state, count, Integer::sum);
    }

    /** So many more tables and indexes are told as the server saw them last. */
    public void estimated(long count) {
        estimated += count;
    }

    /**
     * So many sessions of the one wait for a session of the other.
     *
     * @param session the id of the one that they wait for
     */
    public void blocked(Optional<Marker> waiting, int count, Optional<Marker> blocker, long session) {
        blocked.merge(new Blockade(waiting, blocker), count, Integer::sum);
        blocker.ifPresent(tenant ->
                blocking.computeIfAbsent(tenant, one -> new HashSet<>()).add(session));
    }

    public void failed(Part part) {
        failed.add(part);
    }

    public ServerUsage end() {
        blocking.forEach((tenant, ids) -> tenants.add(tenant.toString(), Sessions.blocking(ids.size())));
        return new ServerUsage(
                sessions,
                maxConnections,
                incidents,
                blocked,
                tenants.all(),
                estimated,
                failed,
                Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Reads one part. */
    public interface Step {
        void read() throws SQLException;
    }
}
