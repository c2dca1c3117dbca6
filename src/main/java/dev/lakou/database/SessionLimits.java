package dev.lakou.database;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** From when on a session is too much for others; what is empty has no limit. */
public record SessionLimits(
        Optional<Duration> idleInTransaction,
        Optional<Duration> transaction,
        OptionalLong locks,
        Optional<Duration> blocking) {

    /** The same of one kind alone. */
    public SessionLimits only(Kind kind) {
        return new SessionLimits(
                kind == Kind.IDLE_IN_TRANSACTION ? idleInTransaction : Optional.empty(),
                kind == Kind.TRANSACTION ? transaction : Optional.empty(),
                kind == Kind.LOCKS ? locks : OptionalLong.empty(),
                kind == Kind.BLOCKING ? blocking : Optional.empty());
    }

    /** What a limit is of. */
    public enum Kind {
        BLOCKING,
        IDLE_IN_TRANSACTION,
        TRANSACTION,
        LOCKS
    }
}
