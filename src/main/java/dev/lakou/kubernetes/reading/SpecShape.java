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
import java.util.stream.Stream;

/** Holds a spec to what its CRD requires today, whatever the CRD required when it was stored. */
final class SpecShape {
    /** Every event of a watch is held to them. */
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents()).map(Part::of).toList();
        }
    };

    private SpecShape() {}

    /** Takes out each part that lacks something; what the whole spec lacks is put in, without a meaning. */
    static void complete(ObjectNode resource, String field, Class<? extends Record> type, List<Flaw> flaws) {
        if (resource.get(field) instanceof ObjectNode spec) {
            isWhole(spec, type, field, flaws);
            PARTS.get(type).stream()
                    .filter(part -> part.required() && !spec.has(part.name()))
                    .forEach(part -> spec.set(part.name(), blankValue(part.type())));
            return;
        }
        tell(Flaw.missing(field), flaws);
        resource.set(field, blank(type));
    }

    private static boolean isWhole(ObjectNode node, Class<?> type, String path, List<Flaw> flaws) {
        var whole = true;
        for (var part : PARTS.get(type)) {
            whole &= fits(node, part, path + "." + part.name(), flaws);
        }
        return whole;
    }

    private static boolean fits(ObjectNode parent, Part part, String path, List<Flaw> flaws) {
        var value = parent.get(part.name());
        if (value == null || value.isNull()) {
            if (part.required()) {
                tell(Flaw.missing(path), flaws);
            }
            return !part.required();
        }
        if (isWhole(value, part, path, flaws)) {
            return true;
        }
        parent.remove(part.name());
        return !part.required();
    }

    private static boolean isWhole(JsonNode value, Part part, String path, List<Flaw> flaws) {
        if (value instanceof ObjectNode object && part.type().isRecord()) {
            return isWhole(object, part.type(), path, flaws);
        }
        if (value instanceof ArrayNode list) {
            part.elements().ifPresent(type -> keepWhole(list, type, path, flaws));
        }
        if (value.isTextual() && value.asText().isEmpty() && part.mayNotBeEmpty()) {
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
        PARTS.get(type).stream()
                .filter(Part::required)
                .forEach(part -> blank.set(part.name(), blankValue(part.type())));
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

    /**
     * What is asked of one field.
     *
     * @param elements the type of its elements, where it is a list of objects
     */
    private record Part(
            String name, Class<?> type, boolean required, boolean mayNotBeEmpty, Optional<Class<?>> elements) {

        static Part of(RecordComponent component) {
            return new Part(
                    component.getName(),
                    component.getType(),
                    component.getAccessor().isAnnotationPresent(Required.class),
                    Optional.ofNullable(component.getAccessor().getAnnotation(Size.class))
                            .filter(size -> size.min() > 0)
                            .isPresent(),
                    elementType(component));
        }

        private static Optional<Class<?>> elementType(RecordComponent component) {
            return component.getGenericType() instanceof ParameterizedType list
                            && list.getActualTypeArguments()[0] instanceof Class<?> type
                            && type.isRecord()
                    ? Optional.of(type)
                    : Optional.empty();
        }
    }
}
