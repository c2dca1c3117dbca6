package dev.lakou.database.move;

/** How the rows come to the target. */
public enum MoveMethod {
    /** While the service writes on, from the server's own log; it is fenced for the last moment only. */
    REPLICATE,
    /** All at once, while the service is fenced. */
    COPY
}
