package dev.lakou.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text that Lakou leaves on everything it makes: {@code lakou:<cluster-uid>/<namespace>/<name>}, with
 * {@code reader/} before the namespace where a SchemaReader asked for it, and {@code #adopted} behind the name where
 * somebody else made it. What does not carry the marker of its resource is a stranger's, and is neither altered nor dropped.
 */
public record Marker(String clusterUid, Kind kind, String namespace, String name) {
    /** Every marker begins so, of whichever cluster. */
    public static final String PREFIX = "lakou:";

    /** Ends the text on what was taken over: nobody but a DBA can take it off, so the resource cannot forget it. */
    private static final String ADOPTED = "#adopted";

    private static final Pattern TEXT = Pattern.compile(
            PREFIX + "(?<cluster>[^/]+)/(?<kind>reader/)?(?<namespace>[^/]+)/(?<name>[^/#]+)(" + ADOPTED + ")?");

    /** The marker of a service. */
    public Marker(String clusterUid, String namespace, String name) {
        this(clusterUid, Kind.SERVICE, namespace, name);
    }

    /** The marker that is written so; empty for other words. */
    public static Optional<Marker> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Marker(
                        parts.group("cluster"),
                        parts.group("kind") == null ? Kind.SERVICE : Kind.READER,
                        parts.group("namespace"),
                        parts.group("name")))
                : Optional.empty();
    }

    /** Whether something with this comment is the resource's that the marker names. */
    public boolean isOn(Optional<String> comment) {
        return comment.flatMap(Marker::parse).equals(Optional.of(this));
    }

    /** Whether something with this comment is a resource's at all, or the platform's, of whichever cluster. */
    public static boolean isOnAnybodys(Optional<String> comment) {
        return comment.filter(text -> text.startsWith(PREFIX)).isPresent();
    }

    /** What is written on a thing that was taken over. */
    public static String adopted(String text) {
        return text + ADOPTED;
    }

    /** Whether the text says that what it is written on was taken over. */
    static boolean isAdopted(String text) {
        return text.startsWith(PREFIX) && text.endsWith(ADOPTED);
    }

    /** The text without that. */
    public static String plain(String text) {
        return isAdopted(text) ? text.substring(0, text.length() - ADOPTED.length()) : text;
    }

    @Override
    public String toString() {
        return PREFIX + clusterUid + "/" + (kind == Kind.READER ? "reader/" : "") + namespace + "/" + name;
    }

    /** What kind of resource asked for a thing. */
    public enum Kind {
        SERVICE,
        READER
    }
}
