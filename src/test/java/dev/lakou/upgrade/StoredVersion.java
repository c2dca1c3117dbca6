package dev.lakou.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lakou.installation.Cluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one version left behind: objects as the API server had stored them, and the database.
 *
 * <p>In the files stand ${clusterUid}, ${port} and, where an object names its owner, ${uid} for what is another each time.
 */
record StoredVersion(Path folder) {
    private static final String OBJECTS = "objects.yaml";
    private static final String DATABASE = "database.sql";
    private static final Set<String> KEPT_METADATA =
            Set.of("name", "namespace", "labels", "annotations", "finalizers", "ownerReferences");

    static StoredVersion of(String version) {
        return new StoredVersion(Path.of("src/test/resources/upgrade", version).toAbsolutePath());
    }

    /** Writes down what is there now. */
    void write(Cluster cluster, Database database, List<String> objects) throws IOException {
        Files.createDirectories(folder);
        var documents = new ArrayList<String>();
        for (var object : objects) {
            documents.add(stored(cluster, object));
        }
        var names = names(cluster, database);
        Files.writeString(folder.resolve(OBJECTS), general(String.join("", documents), names));
        Files.writeString(folder.resolve(DATABASE), general(database.dump(), names));
    }

    /** Puts it into a cluster that has the CRDs, and into an empty database server. */
    void restore(Cluster cluster, Database database) throws IOException {
        var names = names(cluster, database);
        database.restore(Cluster.file(special(Files.readString(folder.resolve(DATABASE)), names)));
        for (var document :
                special(Files.readString(folder.resolve(OBJECTS)), names).split("(?m)^---\n")) {
            if (!document.isBlank()) {
                restore(cluster, document);
            }
        }
    }

    private static void restore(Cluster cluster, String document) throws IOException {
        var object = Serialization.unmarshal(document, JsonNode.class);
        var owner = object.at("/metadata/ownerReferences/0");
        var text = document;
        if (!owner.isMissingNode()) {
            var namespace = object.at("/metadata/namespace").asText();
            text = document.replace(
                    "${uid}",
                    cluster.uid(
                            owner.get("kind").asText(),
                            namespace,
                            owner.get("name").asText()));
        }
        cluster.apply(text);
        if (object.has("status")) {
            cluster.kubectl(
                    "apply",
                    "--server-side",
                    "--subresource=status",
                    "-f",
                    Cluster.file(text).toString());
        }
    }

    private static String stored(Cluster cluster, String object) {
        var arguments = new ArrayList<>(List.of("get", "-o", "json"));
        arguments.addAll(List.of(object.split(" ")));
        var found = Serialization.unmarshal(cluster.kubectl(arguments.toArray(String[]::new)), ObjectNode.class);
        ((ObjectNode) found.get("metadata")).retain(KEPT_METADATA);
        found.at("/metadata/ownerReferences").forEach(owner -> ((ObjectNode) owner).put("uid", "${uid}"));
        return Serialization.asYaml(found);
    }

    private static Map<String, String> names(Cluster cluster, Database database) {
        return Map.of(
                "${clusterUid}",
                cluster.uid("Namespace", "", "kube-system"),
                "${port}",
                String.valueOf(database.server().port()));
    }

    private static String general(String text, Map<String, String> names) {
        var general = text;
        for (var name : names.entrySet()) {
            general = general.replace(name.getValue(), name.getKey());
        }
        return general;
    }

    private static String special(String text, Map<String, String> names) {
        var special = text;
        for (var name : names.entrySet()) {
            special = special.replace(name.getKey(), name.getValue());
        }
        return special;
    }
}
