package dev.lakou.connection;

/** A program that shares few connections of the server among many clients. */
public enum Pooler {
    /** Refuses the startup parameter {@code options}, or drops it in silence: no search path can travel in a URL. */
    PGBOUNCER
}
