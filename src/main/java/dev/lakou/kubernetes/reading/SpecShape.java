package dev.lakou.kubernetes.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/** Holds a spec to what its CRD requires today, whatever the CRD required when it was stored. */
final class SpecShape {
    private SpecShape() {}

    /** Takes out each part that lacks something; what the whole spec lacks is put in, without a meaning. */
    static void complete(ObjectNode resource, String field, Class<? extends Record> type, List<Flaw> flaws) {
        if (resource.get(field) instanceof ObjectNode spec) {
            isWhole(spec, type, field, flaws);
            blank(type).properties().stream()
                    .filter(part -> !spec.has(part.getKey()))
                    .forEach(part -> spec.set(part.getKey(), part.getValue()));
            return;
        }
        tell(Flaw.missing(field), flaws);
        resource.set(field, blank(type));
    }

    private static boolean isWhole(ObjectNode node, Class<?> type, String path, List<Flaw> flaws) {
        var whole = true;
        for (var component : type.getRecordComponents()) {
            whole &= fits(node, component, path + "." + component.getName(), flaws);
        }
        return whole;
    }

    private static boolean fits(ObjectNode parent, RecordComponent component, String path, List<Flaw> flaws) {
        var value = parent.get(component.getName());
        if (value == null || value.isNull()) {
            if (isRequired(component)) {
                tell(Flaw.missing(path), flaws);
            }
            return !isRequired(component);
        }
        if (isWhole(value, component, path, flaws)) {
            return true;
        }
        parent.remove(component.getName());
        return !isRequired(component);
    }

    private static boolean isWhole(JsonNode value, RecordComponent component, String path, List<Flaw> flaws) {
        if (value instanceof ObjectNode part && component.getType().isRecord()) {
            return isWhole(part, component.getType(), path, flaws);
        }
        if (value instanceof ArrayNode list) {
            elementType(component).ifPresent(type -> keepWhole(list, type, path, flaws));
        }
        if (value.isTextual() && value.asText().isEmpty() && mayNotBeEmpty(component)) {
            tell(Flaw.empty(path), flaws);
            return false;
        }
        return true;
    }

    private static void keepWhole(ArrayNode list, Class<?> type, String path, List<Flaw> flaws) {
        for (var index = list.size() - 1; index >= 0; index--) {
            var at = path + "[" + index + "]";
            var element = list.get(index);
            if (element.isNull()) {
                tell(Flaw.missing(at), flaws);
            }
            if (element.isNull() || element instanceof ObjectNode part && !isWhole(part, type, at, flaws)) {
                list.remove(index);
            }
        }
    }

    private static ObjectNode blank(Class<?> type) {
        var blank = JsonNodeFactory.instance.objectNode();
        for (var component : type.getRecordComponents()) {
            if (isRequired(component)) {
                blank.set(component.getName(), blankValue(component.getType()));
            }
        }
        return blank;
    }

    private static JsonNode blankValue(Class<?> type) {
        if (type.isRecord()) {
            return blank(type);
        }
        if (type.isEnum()) {
            return JsonNodeFactory.instance.textNode(type.getEnumConstants()[0].toString());
        }
        return type == List.class ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.textNode("");
    }

    /** What was taken out for another reason is not told again as missing. */
    private static void tell(Flaw flaw, List<Flaw> flaws) {
        if (flaws.stream().noneMatch(told -> told.field().equals(flaw.field()))) {
            flaws.add(flaw);
        }
    }

    private static Optional<Class<?>> elementType(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof Class<?> type
                        && type.isRecord()
                ? Optional.of(type)
                : Optional.empty();
    }

    private static boolean isRequired(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(Required.class);
    }

    private static boolean mayNotBeEmpty(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(Size.class))
                .filter(size -> size.min() > 0)
                .isPresent();
    }
}
