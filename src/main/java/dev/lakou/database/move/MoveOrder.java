package dev.lakou.database.move;

import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.util.List;
import java.util.Set;

/**
 * What is to be moved.
 *
 * @param service marks everything that is the service's, on both servers
 * @param schemas all schemas of the service, its first one first
 * @param logins the logins that its Secrets name now, additional users' too: those are opened again if the move is called off
 * @param destination how people call the target, such as {@code DatabaseServer madansara-own}; it is written at the source
 */
public record MoveOrder(
        Marker service, List<MovedName> schemas, Set<Identifier> logins, MoveMethod method, String destination) {
    public MoveOrder {
        schemas = List.copyOf(schemas);
        logins = Set.copyOf(logins);
        if (schemas.isEmpty()) {
            throw new IllegalArgumentException("A move without a schema moves nothing.");
        }
    }

    /** The names of one schema on the two servers. */
    public record MovedName(Identifier source, Identifier target) {
        public MovedName(Identifier both) {
            this(both, both);
        }

        public boolean isRenamed() {
            return !source.equals(target);
        }
    }
}
