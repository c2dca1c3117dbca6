package dev.lakou.model;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a service asks for, in words that every engine understands. Each engine says which roles and grants it means.
 *
 * @param extraSchemas further schemas, owned and shared like the first
 * @param searchPath the schemas that follow the service's own
 * @param connectionLimit connections at the same time; {@link Role#UNLIMITED} for no limit
 * @param settings server settings for each session of the service, by name
 * @param additionalUsers its further logins
 * @param accesses what it may do in the schemas of others, as far as it is there
 * @param roleShares the roles of others that may read what is the service's, as far as they are there
 * @param adopting whether what others made under these names becomes the service's
 */
public record DesiredSchema(
        Marker marker,
        Identifier schema,
        SortedSet<Identifier> extraSchemas,
        Identifier user,
        List<Identifier> searchPath,
        int connectionLimit,
        SortedMap<String, String> settings,
        SortedSet<Identifier> extensions,
        List<AdditionalUser> additionalUsers,
        Set<Access> accesses,
        Set<RoleShare> roleShares,
        boolean adopting) {

    public DesiredSchema {
        extraSchemas = new TreeSet<>(extraSchemas);
        searchPath = List.copyOf(searchPath);
        settings = new TreeMap<>(settings);
        extensions = new TreeSet<>(extensions);
        additionalUsers = List.copyOf(additionalUsers);
        accesses = Set.copyOf(accesses);
        roleShares = Set.copyOf(roleShares);
    }

    /** All of its schemas, the first one first. */
    public List<Identifier> schemas() {
        return Stream.concat(Stream.of(schema), extraSchemas.stream()).toList();
    }

    /** The same with access to the schemas of others, and these roles of others with access to its own. */
    public DesiredSchema with(Set<Access> others, Set<RoleShare> roles) {
        return new DesiredSchema(
                marker,
                schema,
                extraSchemas,
                user,
                searchPath,
                connectionLimit,
                settings,
                extensions,
                additionalUsers,
                others,
                roles,
                adopting);
    }
}
