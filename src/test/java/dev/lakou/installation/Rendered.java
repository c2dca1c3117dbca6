package dev.lakou.installation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What stands in rendered objects, without what a tool says about itself in labels and annotations. */
final class Rendered {
    private static final Set<String> OF_THE_TOOL = Set.of(
            "app.kubernetes.io/instance", "app.kubernetes.io/version", "app.kubernetes.io/managed-by", "helm.sh/chart");

    private Rendered() {}

    /** The objects by kind, namespace and name. */
    static Map<String, JsonNode> byName(List<HasMetadata> objects) {
        var named = new TreeMap<String, JsonNode>();
        objects.forEach(object -> named.put(name(object), content(object)));
        return named;
    }

    private static String name(HasMetadata object) {
        var namespace = Optional.ofNullable(object.getMetadata().getNamespace()).orElse("");
        return object.getKind() + " " + namespace + "/" + object.getMetadata().getName();
    }

    private static JsonNode content(HasMetadata object) {
        var content = Serialization.jsonMapper().<ObjectNode>valueToTree(object);
        clean(content.path("metadata"));
        clean(content.at("/spec/template/metadata"));
        content.withObject("/metadata").remove("annotations");
        return content;
    }

    private static void clean(JsonNode metadata) {
        if (metadata.path("labels") instanceof ObjectNode labels) {
            labels.remove(OF_THE_TOOL);
        }
    }
}
