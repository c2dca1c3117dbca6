package dev.lakou.kubernetes.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a namespace would take over, and so what one entry of {@code spec.adoption} must allow.
 *
 * @param clusters the other clusters whose Lakou made it
 */
public record AdoptionRequest(
        String namespace, SortedSet<String> schemas, SortedSet<String> users, SortedSet<String> clusters) {

    public AdoptionRequest(
            String namespace, Collection<String> schemas, Collection<String> users, Collection<String> clusters) {
        this(namespace, new TreeSet<>(schemas), new TreeSet<>(users), new TreeSet<>(clusters));
    }

    public boolean isEmpty() {
        return schemas.isEmpty() && users.isEmpty();
    }

    /** In words, such as {@code schema "hr", role "hr_user"}. */
    public String things() {
        var things = new ArrayList<String>();
        schemas.forEach(schema -> things.add("schema \"" + schema + '"'));
        users.forEach(user -> things.add("role \"" + user + '"'));
        return String.join(", ", things);
    }

    /** The entry of {@code spec.adoption} that allows just this. */
    public String entry() {
        return entry(Optional.empty());
    }

    /** The same that allows to drop it, too. */
    public String entryWithDeletion() {
        return entry(Optional.of("deletion: Delete"));
    }

    private String entry(Optional<String> more) {
        var fields = new ArrayList<String>();
        fields.add("namespaces: " + list(new TreeSet<>(List.of(namespace))));
        fields.add("schemas: " + list(schemas));
        fields.add("users: " + list(users));
        if (!clusters.isEmpty()) {
            fields.add("fromClusters: " + list(clusters));
        }
        more.ifPresent(fields::add);
        return "{" + String.join(", ", fields) + "}";
    }

    private static String list(SortedSet<String> names) {
        return names.stream()
                .map(name -> '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
