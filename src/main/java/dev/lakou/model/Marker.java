package dev.lakou.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text that Lakou leaves on everything it makes: {@code lakou:<cluster-uid>/<namespace>/<name>}. What does not
 * carry the marker of its resource is a stranger's, and is neither altered nor dropped.
 */
public record Marker(String clusterUid, String namespace, String name) {
    private static final Pattern TEXT = Pattern.compile("lakou:(?<cluster>[^/]+)/(?<namespace>[^/]+)/(?<name>[^/]+)");

    /** The marker that a comment is; empty when it is anything else. */
    public static Optional<Marker> of(String comment) {
        var text = TEXT.matcher(comment);
        return text.matches()
                ? Optional.of(new Marker(text.group("cluster"), text.group("namespace"), text.group("name")))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "lakou:" + clusterUid + "/" + namespace + "/" + name;
    }
}
