package dev.lakou.model;

import java.util.Optional;

/**
 * What a login finds after it connected.
 *
 * @param runsAs the role that its statements run as, and that owns what they create
 * @param schema where an unqualified name is created; empty where that is nowhere
 * @param onReplica whether it is one of the server that only reads
 */
public record Session(Identifier user, Identifier runsAs, Optional<Identifier> schema, boolean onReplica) {
    /** A session of the server itself. */
    public Session(Identifier user, Identifier runsAs, Optional<Identifier> schema) {
        this(user, runsAs, schema, false);
    }
}
