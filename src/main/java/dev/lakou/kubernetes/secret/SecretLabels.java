package dev.lakou.kubernetes.secret;

import dev.lakou.api.SchemaReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** By which the controller of each kind finds its own Secrets: none of thousands is sent and kept twice. */
public final class SecretLabels {
    /** What begins with it is Lakou's to write. */
    static final String PREFIX = "lakou.dev/";

    static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    private static final String LAKOU = "lakou";
    private static final String KIND = PREFIX + "kind";
    private static final String READER = HasMetadata.getKind(SchemaReader.class);

    private SecretLabels() {}

    /** Those of services have none of kind, as those that were made before there were others. */
    static Map<String, String> of(HasMetadata owner) {
        return isReader(owner.getKind()) ? Map.of(MANAGED_BY, LAKOU, KIND, READER) : Map.of(MANAGED_BY, LAKOU);
    }

    /** A selector of the Secrets of resources of this kind. */
    public static String selector(Class<? extends HasMetadata> kind) {
        return "%s=%s,%s%s%s"
                .formatted(MANAGED_BY, LAKOU, KIND, isReader(HasMetadata.getKind(kind)) ? "=" : "!=", READER);
    }

    private static boolean isReader(String kind) {
        return kind.equals(READER);
    }
}
