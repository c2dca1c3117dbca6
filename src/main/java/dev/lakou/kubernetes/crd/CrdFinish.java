package dev.lakou.kubernetes.crd;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lakou.api.Patterns;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finishes each generated CRD: the printer columns in a useful order, the conditions as a list-map with its required
 * fields, each rule once, settings and selectors with bounds, and a status that is "not ready yet" from the first moment, so that a new resource never looks healthy.
 */
public final class CrdFinish implements CRDPostProcessor {
    private static final long LONGEST_SETTING = 1024;
    private static final long MOST_LABELS = 50;

    /** A DNS name of 253, a slash, and 63. */
    private static final long LONGEST_LABEL_KEY = 317;

    private static final List<String> COLUMNS = List.of(
            "Phase",
            "Percent",
            "Ready",
            "Reason",
            "Server",
            "Flavor",
            "Version",
            "Schemas",
            "Promised",
            "Schema",
            "From",
            "To",
            "Gap",
            "User",
            "Secret",
            "Host",
            "Next",
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
        boundSettings(version.getSchema().getOpenAPIV3Schema());
        boundSelectors(property(version.getSchema().getOpenAPIV3Schema(), "spec"));
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

    /** The generator takes a component whose name begins with "set" for a setter, and overlooks what its values are. */
    private static void boundSettings(JSONSchemaProps schema) {
        Optional.ofNullable(schema.getProperties()).orElse(Map.of()).forEach((name, property) -> {
            if (name.equals("settings")) {
                property.getAdditionalProperties().getSchema().setMaxLength(LONGEST_SETTING);
            }
            boundSettings(property);
        });
        if (schema.getItems() != null) {
            boundSettings(schema.getItems().getSchema());
        }
    }

    /** Kubernetes' own type of a selector says nothing of sizes. */
    private static void boundSelectors(JSONSchemaProps schema) {
        var properties = Optional.ofNullable(schema.getProperties()).orElse(Map.of());
        if (properties.keySet().containsAll(Set.of("matchLabels", "matchExpressions"))) {
            boundSelector(schema);
        }
        properties.values().forEach(CrdFinish::boundSelectors);
        if (schema.getItems() != null) {
            boundSelectors(schema.getItems().getSchema());
        }
    }

    private static void boundSelector(JSONSchemaProps selector) {
        var labels = property(selector, "matchLabels");
        labels.setMaxProperties(MOST_LABELS);
        boundLabelValue(labels.getAdditionalProperties().getSchema());
        labels.setXKubernetesValidations(List.of(new ValidationRuleBuilder()
                .withRule(Patterns.METADATA_KEYS)
                .withMessage(Patterns.METADATA_KEYS_MESSAGE)
                .build()));
        var expressions = property(selector, "matchExpressions");
        expressions.setMaxItems(MOST_LABELS);
        var expression = expressions.getItems().getSchema();
        expression.setRequired(List.of("key", "operator"));
        property(expression, "key").setMaxLength(LONGEST_LABEL_KEY);
        property(expression, "operator")
                .setEnum(Stream.of("DoesNotExist", "Exists", "In", "NotIn")
                        .<JsonNode>map(JsonNodeFactory.instance::textNode)
                        .toList());
        var values = property(expression, "values");
        values.setMaxItems(MOST_LABELS);
        boundLabelValue(values.getItems().getSchema());
    }

    private static void boundLabelValue(JSONSchemaProps value) {
        value.setMaxLength(63L);
        value.setPattern(Patterns.LABEL_VALUE);
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
