package dev.lakou.model;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a service asks for, in words that every engine understands. Each engine says which roles and grants it means.
 *
 * @param searchPath the schemas that follow the service's own
 * @param connectionLimit connections at the same time; {@link Role#UNLIMITED} for no limit
 * @param settings server settings for each session of the service, by name
 * @param adopting whether what others made under these names becomes the room's
 */
public record Room(
        Marker marker,
        Identifier schema,
        Identifier user,
        List<Identifier> searchPath,
        int connectionLimit,
        SortedMap<String, String> settings,
        SortedSet<Identifier> extensions,
        boolean adopting) {

    public Room {
        searchPath = List.copyOf(searchPath);
        settings = new TreeMap<>(settings);
        extensions = new TreeSet<>(extensions);
    }

    /** A room that leaves alone what others made. */
    public Room(
            Marker marker,
            Identifier schema,
            Identifier user,
            List<Identifier> searchPath,
            int connectionLimit,
            SortedMap<String, String> settings,
            SortedSet<Identifier> extensions) {
        this(marker, schema, user, searchPath, connectionLimit, settings, extensions, false);
    }
}
