package dev.lakou.model;

/**
 * What a grant allows, in SQL's own words. {@link #MEMBER} is membership in a role, and {@link #GLOBAL} one of the rights
 * on a whole server, of which there are more than can be listed here: the target says which.
 */
public enum Privilege {
    MEMBER,
    GLOBAL,
    PROXY,
    GRANT_OPTION,
    CONNECT,
    TEMPORARY,
    USAGE,
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    TRUNCATE,
    MAINTAIN,
    CREATE,
    DROP,
    REFERENCES,
    INDEX,
    ALTER,
    CREATE_TEMPORARY_TABLES,
    LOCK_TABLES,
    EXECUTE,
    CREATE_VIEW,
    SHOW_VIEW,
    CREATE_ROUTINE,
    ALTER_ROUTINE,
    EVENT,
    TRIGGER;

    public String sql() {
        return name().replace('_', ' ');
    }
}
