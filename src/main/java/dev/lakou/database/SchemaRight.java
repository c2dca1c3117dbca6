package dev.lakou.database;

import dev.lakou.model.Marker;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What somebody may do in a schema, as its server says.
 *
 * @param holder the role or account that holds the right; {@code PUBLIC} for everybody
 * @param marker whose the holder is, where it is of Lakou
 * @param privileges in the words of the server
 * @param on what they are on, in words: the schema, all or some tables, those to come
 * @param logins who has the right by this holder, itself included where it is a login
 */
public record SchemaRight(
        String holder, Optional<Marker> marker, SortedSet<String> privileges, String on, List<String> logins) {
    public static final String EVERYBODY = "PUBLIC";

    public SchemaRight {
        privileges = new TreeSet<>(privileges);
        logins = List.copyOf(logins);
    }
}
