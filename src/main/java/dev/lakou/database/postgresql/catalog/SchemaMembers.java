package dev.lakou.database.postgresql.catalog;

/**
 * The SQL that finds what lies in one schema without reading a catalog from end to end. No catalog has an index by
 * schema, but each thing in one depends on it, and that has.
 */
final class SchemaMembers {
    private SchemaMembers() {}

    /**
     * A table {@code d} of those of one catalog, for a {@code FROM}; {@code objid} is their oid.
     *
     * @param schema an expression for the oid of the schema
     */
    static String of(String catalog, String schema) {
        return """
        (SELECT objid FROM pg_depend WHERE refclassid = 'pg_namespace'::regclass AND refobjid = %s AND classid = '%s'::regclass OFFSET 0) d
        """
                .formatted(schema, catalog)
                .strip();
    }
}
