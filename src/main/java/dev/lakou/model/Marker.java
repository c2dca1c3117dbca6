package dev.lakou.model;

/**
 * The text that Lakou leaves on everything it makes: {@code lakou:<cluster-uid>/<namespace>/<name>}. What does not
 * carry the marker of its resource is a stranger's, and is neither altered nor dropped.
 */
public record Marker(String clusterUid, String namespace, String name) {
    @Override
    public String toString() {
        return "lakou:" + clusterUid + "/" + namespace + "/" + name;
    }
}
