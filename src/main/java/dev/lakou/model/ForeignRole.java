package dev.lakou.model;

/** What a role is that a service wants to share with, and that Lakou did not make for it. */
public enum ForeignRole {
    SHAREABLE(""),
    MISSING("is not on the server. Waiting for it"),
    LAKOUS("is a role of Lakou's own. Name the ServiceSchema or SchemaReader that it belongs to instead"),
    ADMINISTRATOR("is an administrator of the server, and may read everything already. Remove the entry"),
    WITHOUT_INHERITANCE(
            "does not inherit what it is a member of. A DBA can run ALTER ROLE ... INHERIT, or tables can be named");

    private final String words;

    ForeignRole(String words) {
        this.words = words;
    }

    /** Why it cannot be shared with, and what to do; the role's name goes before it. */
    public String words() {
        return words;
    }
}
