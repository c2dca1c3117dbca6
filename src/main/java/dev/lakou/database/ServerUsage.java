package dev.lakou.database;

import dev.lakou.model.Marker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a server and each of its tenants use, as it told just now. A tenant is known by the marker on its schemas and
 * logins, of whichever cluster; what the server does not tell is empty.
 *
 * @param sessions how many there are in which state, of everybody
 * @param maxConnections how many clients the server lets in, the places that it keeps for administrators included
 * @param incidents since the server began to count
 * @param blocked how many sessions wait for a lock that another one holds, by whose they are
 * @param estimated how many tables and indexes are told as they were when the server looked at them last, which are the
 *     smallest: there are too many to look at each
 * @param failed the parts that the server did not answer this time
 * @param cost how long it took to read all of this
 */
public record ServerUsage(
        Map<SessionState, Integer> sessions,
        int maxConnections,
        Incidents incidents,
        Map<Blockade, Integer> blocked,
        List<TenantUsage> tenants,
        long estimated,
        Set<Part> failed,
        Duration cost) {

    public ServerUsage {
        sessions = Map.copyOf(sessions);
        blocked = Map.copyOf(blocked);
        tenants = List.copyOf(tenants);
        failed = Set.copyOf(failed);
    }

    /** What goes wrong now and then, counted. */
    public record Incidents(OptionalLong deadlocks, OptionalLong temporaryFiles, OptionalLong temporaryBytes) {
        public static final Incidents UNTOLD =
                new Incidents(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /** Who waits for whom; empty where it is none of Lakou's. */
    public record Blockade(Optional<Marker> waiting, Optional<Marker> blocking) {}

    /** What is asked in one statement each. */
    public enum Part {
        SESSIONS,
        LOCKS,
        STORAGE,
        STATEMENTS,
        INCIDENTS
    }
}
