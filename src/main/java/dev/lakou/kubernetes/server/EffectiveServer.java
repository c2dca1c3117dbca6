package dev.lakou.kubernetes.server;

import dev.lakou.api.ServiceSchema;
import java.util.Optional;

/** The DatabaseServer that a service is on: the one that its spec names, unless a SchemaMove took it to another. */
public final class EffectiveServer {
    /**
     * On a ServiceSchema whose spec names a server that its data has left: that server, a slash, and the one that it is on.
     * Once the spec names another server than the former, it has no meaning.
     */
    public static final String ANNOTATION = "lakou.dev/moved";

    private EffectiveServer() {}

    /** The name of the server. */
    public static String of(ServiceSchema schema) {
        var named = schema.getSpec().serverRef().name();
        return annotation(schema)
                .filter(text -> text.startsWith(named + "/"))
                .map(text -> text.substring(named.length() + 1))
                .filter(name -> !name.isEmpty())
                .orElse(named);
    }

    /** Whether it is on another server than its spec says. */
    public static boolean differs(ServiceSchema schema) {
        return !of(schema).equals(schema.getSpec().serverRef().name());
    }

    /** Whether it carries the annotation, and its spec says the same by now. */
    public static boolean isOutdated(ServiceSchema schema) {
        return annotation(schema).isPresent() && !differs(schema);
    }

    /** What the annotation must say of a service that is on this server; empty where its spec says so. */
    public static Optional<String> annotation(ServiceSchema schema, String server) {
        var named = schema.getSpec().serverRef().name();
        return server.equals(named) ? Optional.empty() : Optional.of(named + "/" + server);
    }

    private static Optional<String> annotation(ServiceSchema schema) {
        return Optional.ofNullable(schema.getMetadata().getAnnotations())
                .flatMap(annotations -> Optional.ofNullable(annotations.get(ANNOTATION)));
    }
}
