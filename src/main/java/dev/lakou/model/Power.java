package dev.lakou.model;

/** What a role of PostgreSQL may do, or suffers, beyond its grants; no role of a room should. */
public enum Power {
    SUPERUSER,
    CREATEDB,
    CREATEROLE,
    REPLICATION,
    BYPASSRLS,
    /** It stops working at a certain time. */
    EXPIRY
}
