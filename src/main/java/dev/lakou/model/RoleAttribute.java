package dev.lakou.model;

/** What a role may do, or suffers, beyond its grants. */
public enum RoleAttribute {
    SUPERUSER,
    CREATEDB,
    CREATEROLE,
    REPLICATION,
    BYPASSRLS,
    /** It stops working at a certain time. */
    EXPIRY,
    /** MySQL: the password before the current one still lets it in. */
    SECOND_PASSWORD
}
