package dev.lakou.kubernetes.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a resource that the API server holds without the values that its fields cannot take, and marks it with them. What
 * comes out always has a spec with all that the CRD requires, so that nothing that looks at many resources ends at one.
 */
final class TolerantDeserializer extends DelegatingDeserializer {
    private static final long serialVersionUID = 1;

    private static final String SPEC = "spec";
    private static final String STATUS = "status";

    private final Class<? extends Record> specType;

    TolerantDeserializer(JsonDeserializer<?> delegate, Class<? extends Record> specType) {
        super(delegate);
        this.specType = specType;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> newDelegate) {
        return new TolerantDeserializer(newDelegate, specType);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var tree = context.readTree(parser);
        return isStored(tree) && tree instanceof ObjectNode resource
                ? tolerant(resource, parser, context)
                : strict(tree, parser, context);
    }

    /** What this process is about to write has no uid, and needs no spec. */
    private static boolean isStored(JsonNode tree) {
        return tree.path("metadata").hasNonNull("uid");
    }

    private Object tolerant(ObjectNode resource, JsonParser parser, DeserializationContext context) throws IOException {
        var flaws = new ArrayList<Flaw>();
        var isCopy = resource.path("metadata").path("annotations").has(Unreadable.MARK);
        while (true) {
            SpecShape.complete(resource, SPEC, specType, flaws);
            try {
                Flaw.mark(resource, flaws, isCopy);
                return strict(resource, parser, context);
            } catch (JsonMappingException e) {
                flaws.addAll(withoutUnreadable(resource, e));
            }
        }
    }

    private Object strict(JsonNode tree, JsonParser parser, DeserializationContext context) throws IOException {
        try (var again = tree.traverse(parser.getCodec())) {
            again.nextToken();
            return _delegatee.deserialize(again, context);
        }
    }

    /** Takes out what could not be read. Of the status nothing is told: Lakou itself writes it, and does so anew. */
    private static List<Flaw> withoutUnreadable(ObjectNode resource, JsonMappingException e)
            throws JsonMappingException {
        var path = e.getPath();
        var root = path.isEmpty()
                ? ""
                : Optional.ofNullable(path.get(0).getFieldName()).orElse("");
        if (root.equals(STATUS)) {
            resource.remove(STATUS);
            return List.of();
        }
        if (!root.equals(SPEC)) {
            throw e;
        }
        JsonNode parent = resource;
        for (var reference : path.subList(0, path.size() - 1)) {
            parent = child(parent, reference);
        }
        var last = path.get(path.size() - 1);
        var value = child(parent, last);
        if (value.isMissingNode()) {
            throw e;
        }
        remove(parent, last);
        return List.of(Flaw.unreadable(path, value));
    }

    private static JsonNode child(JsonNode parent, Reference reference) {
        return reference.getFieldName() == null
                ? parent.path(reference.getIndex())
                : parent.path(reference.getFieldName());
    }

    private static void remove(JsonNode parent, Reference reference) {
        if (parent instanceof ArrayNode list) {
            list.remove(reference.getIndex());
        } else if (parent instanceof ObjectNode fields) {
            fields.remove(reference.getFieldName());
        }
    }
}
