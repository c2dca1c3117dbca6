package dev.lakou.database;

/** What a session is doing; everything that a server calls otherwise is one of these. */
public enum SessionState {
    ACTIVE,
    IDLE,
    IDLE_IN_TRANSACTION,
    OTHER,
    /** The administrator may not see it. */
    UNTOLD
}
