package dev.lakou.kubernetes.server;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/** On a resource from just before something of it is made on a server, until nothing of it is there. */
public final class Finalizer {
    private static final String SUFFIX = "/finalizer";

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

    public static void remove(HasMetadata resource, Context<?> context) {
        context.resourceOperations().removeFinalizer(name(resource));
    }

    private static String name(HasMetadata resource) {
        return HasMetadata.getFullResourceName(resource.getClass()) + SUFFIX;
    }
}
