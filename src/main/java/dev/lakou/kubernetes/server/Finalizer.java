package dev.lakou.kubernetes.server;

import dev.lakou.kubernetes.status.StaleViewException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;

/** On a resource from just before something of it is made on a server, until nothing of it is there. */
public final class Finalizer {
    private static final String SUFFIX = "/finalizer";
    private static final int HTTP_UNPROCESSABLE = 422;

    /** The framework makes the plural by regular expressions, each time. */
    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> kind) {
            return HasMetadata.getFullResourceName(kind.asSubclass(HasMetadata.class)) + SUFFIX;
        }
    };

    private Finalizer() {}

    /** Whether something of the resource may be on a server. One without it ends at once when it is deleted. */
    public static boolean isOn(HasMetadata resource) {
        return resource.hasFinalizer(name(resource));
    }

    /** The resource in hand has it too from then on. */
    public static void add(HasMetadata resource, Context<?> context) {
        if (!isOn(resource)) {
            context.resourceOperations().addFinalizerWithSSA(name(resource));
            resource.addFinalizer(name(resource));
        }
    }

    /**
     * Takes it from this very resource: another one may have come under its name in the meantime.
     *
     * @throws StaleViewException when the resource is not as it was last seen
     */
    public static void remove(HasMetadata resource, Context<?> context) {
        var place = resource.getFinalizers().indexOf(name(resource));
        var patch =
                """
                [{"op": "test", "path": "/metadata/uid", "value": "%1$s"},
                 {"op": "test", "path": "/metadata/finalizers/%2$d", "value": "%3$s"},
                 {"op": "remove", "path": "/metadata/finalizers/%2$d"}]
                """
                        .formatted(resource.getMetadata().getUid(), place, name(resource));
        try {
            context.getClient().resource(resource).patch(PatchContext.of(PatchType.JSON), patch);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HTTP_UNPROCESSABLE) {
                throw new StaleViewException("The finalizers were changed in the meantime.");
            }
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }

    private static String name(HasMetadata resource) {
        return NAMES.get(resource.getClass());
    }
}
