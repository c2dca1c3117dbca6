package dev.lakou.database.postgresql;

/** Who gives Lakou its login. */
enum Administrator {
    SUPERUSER,
    /** Creates roles and owns the database. */
    DATABASE_OWNER,
    /** Creates roles and may hand on the rights on the database: the least that Lakou can work with. */
    GRANT_OPTION
}
