package dev.lakou.api;

/** What may be done with the rows of another service. */
public enum TablePrivilege {
    SELECT,
    INSERT,
    UPDATE,
    DELETE
}
