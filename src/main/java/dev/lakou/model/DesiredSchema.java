package dev.lakou.model;

import java.util.List;
import java.util.Set;
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
 * @param additionalUsers its further logins
 * @param accesses what it may do in the schemas of others, as far as it is there
 * @param adopting whether what others made under these names becomes the service's
 */
public record DesiredSchema(
        Marker marker,
        Identifier schema,
        Identifier user,
        List<Identifier> searchPath,
        int connectionLimit,
        SortedMap<String, String> settings,
        SortedSet<Identifier> extensions,
        List<AdditionalUser> additionalUsers,
        Set<Access> accesses,
        boolean adopting) {

    public DesiredSchema {
        searchPath = List.copyOf(searchPath);
        settings = new TreeMap<>(settings);
        extensions = new TreeSet<>(extensions);
        additionalUsers = List.copyOf(additionalUsers);
        accesses = Set.copyOf(accesses);
    }

    /** The same with access to the schemas of others. */
    public DesiredSchema with(Set<Access> others) {
        return new DesiredSchema(
                marker,
                schema,
                user,
                searchPath,
                connectionLimit,
                settings,
                extensions,
                additionalUsers,
                others,
                adopting);
    }
}
