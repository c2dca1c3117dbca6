package dev.lakou.kubernetes.crd;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Finishes each generated CRD: the printer columns in a useful order, the conditions as a list-map with its required
 * fields, each rule once, and a status that is "not ready yet" from the first moment, so that a new resource never looks healthy.
 */
public final class CrdFinish implements CRDPostProcessor {
    private static final List<String> COLUMNS = List.of(
            "Ready",
            "Reason",
            "Server",
            "Flavor",
            "Version",
            "Schemas",
            "Promised",
            "Schema",
            "User",
            "Secret",
            "Host",
            "Message",
            "Age");

    @Override
    public HasMetadata process(HasMetadata resource, String crdSpecVersion) {
        ((CustomResourceDefinition) resource).getSpec().getVersions().forEach(CrdFinish::finish);
        return resource;
    }

    private static void finish(CustomResourceDefinitionVersion version) {
        version.getAdditionalPrinterColumns()
                .sort(Comparator.comparing(
                        (CustomResourceColumnDefinition column) -> COLUMNS.indexOf(column.getName())));
        sayOnce(version.getSchema().getOpenAPIV3Schema());
        var status = property(version.getSchema().getOpenAPIV3Schema(), "status");
        finishConditions(property(status, "conditions"));
        status.setDefault(pending());
    }

    /** The generator finds a repeated annotation of a record twice: at the component's field and at its accessor. */
    private static void sayOnce(JSONSchemaProps schema) {
        var rules = schema.getXKubernetesValidations();
        if (rules != null) {
            schema.setXKubernetesValidations(List.copyOf(new LinkedHashSet<>(rules)));
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(CrdFinish::sayOnce);
        }
    }

    private static void finishConditions(JSONSchemaProps conditions) {
        conditions.setXKubernetesListType("map");
        conditions.setXKubernetesListMapKeys(List.of("type"));
        var condition = conditions.getItems().getSchema();
        condition.setRequired(List.of("type", "status", "reason", "message", "lastTransitionTime"));
        property(condition, "lastTransitionTime").setFormat("date-time");
        property(condition, "observedGeneration").setFormat("int64");
    }

    private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
        return requireNonNull(schema.getProperties().get(name), name);
    }

    private static JsonNode pending() {
        var nodes = JsonNodeFactory.instance;
        var status = nodes.objectNode();
        status.putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", "Unknown")
                .put("reason", "Pending")
                .put("message", "Lakou has not looked at this yet.")
                .put("lastTransitionTime", "1970-01-01T00:00:00Z");
        return status;
    }
}
