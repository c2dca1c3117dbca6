package dev.lakou.model;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A login that works with what is in schemas and makes nothing there: another user of a service, or a reader of several
 * services.
 *
 * @param schemas those that it may use; without any it cannot come in
 * @param extraSchemas the further schemas of the same services
 * @param searchPath where it looks for names
 * @param temporaryTables whether it may make tables that end with its session
 * @param connectionLimit connections at the same time; {@link Role#UNLIMITED} for no limit
 * @param settings server settings for each of its sessions, by name
 */
public record AdditionalUser(
        Marker marker,
        Identifier user,
        Reach reach,
        ViewPolicy viewPolicy,
        List<Identifier> schemas,
        List<Identifier> extraSchemas,
        List<Identifier> searchPath,
        boolean temporaryTables,
        int connectionLimit,
        SortedMap<String, String> settings) {

    public AdditionalUser {
        schemas = List.copyOf(schemas);
        extraSchemas = List.copyOf(extraSchemas);
        searchPath = List.copyOf(searchPath);
        settings = new TreeMap<>(settings);
    }

    /** All that it may use, extra schemas too. */
    public List<Identifier> allSchemas() {
        return Stream.concat(schemas.stream(), extraSchemas.stream()).toList();
    }

    public boolean writes() {
        return reach == Reach.READ_WRITE;
    }

    /** What it may do with rows. */
    public enum Reach {
        READ_ONLY,
        READ_WRITE
    }

    /** Whose code may run with its rights: reading a view or a table with policies does so. */
    public enum ViewPolicy {
        /** That of the service, whose login it is. */
        SERVICE,
        /** That of views, but not of policies. */
        VIEWS,
        /** Nobody's. */
        NOBODY
    }
}
