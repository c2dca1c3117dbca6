package dev.lakou.model;

/** What a grant allows, in SQL's own words. {@link #MEMBER} is membership in a role. */
public enum Privilege {
    MEMBER,
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
