package dev.lakou.kubernetes.reading;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A value that a field of a spec cannot hold.
 *
 * @param field where it stands, such as {@code spec.pool.size}
 * @param problem what is wrong with it, in words that follow the field
 */
record Flaw(String field, String problem) {
    private static final int LONGEST_VALUE = 80;
    private static final int MOST_TOLD = 10;

    static Flaw unreadable(List<Reference> path, JsonNode value) {
        var text = value.toString();
        return new Flaw(
                field(path),
                "cannot hold "
                        + (text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 3) + "..."));
    }

    static Flaw missing(String field) {
        return new Flaw(field, "is missing");
    }

    static Flaw empty(String field) {
        return new Flaw(field, "is empty");
    }

    /**
     * Writes what was found where every copy of the resource has it; it never reaches the API server. A copy has lost what
     * could not be read, and keeps what was said of it.
     */
    static void mark(ObjectNode resource, List<Flaw> flaws, boolean isCopy) {
        if (flaws.isEmpty() || isCopy) {
            return;
        }
        var told = flaws.stream()
                .limit(MOST_TOLD)
                .map(flaw -> flaw.field() + " " + flaw.problem())
                .collect(Collectors.joining("; "));
        var more = flaws.size() - MOST_TOLD;
        resource.withObject("/metadata")
                .withObject("/annotations")
                .put(Unreadable.MARK, more > 0 ? told + "; and " + more + " more" : told);
    }

    private static String field(List<Reference> path) {
        return path.stream()
                .map(reference -> reference.getFieldName() == null
                        ? "[" + reference.getIndex() + "]"
                        : "." + reference.getFieldName())
                .collect(Collectors.joining())
                .substring(1);
    }
}
