package dev.lakou.kubernetes.schema;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import java.util.List;
import java.util.Optional;

/** Whether people asked Lakou to keep its hands off, and what it says meanwhile. */
final class Suspension {
    private Suspension() {}

    static boolean of(ServiceSchema resource, Optional<DatabaseServer> server) {
        return itself(resource)
                || server.filter(one -> Boolean.TRUE.equals(one.getSpec().suspend()))
                        .isPresent();
    }

    /** @param plan what would be done, where that could be found out */
    static String message(ServiceSchema resource, Optional<List<String>> plan) {
        var where = itself(resource)
                ? "spec.suspend is true"
                : "spec.suspend of DatabaseServer \"%s\" is true"
                        .formatted(resource.getSpec().serverRef().name());
        return where + ": database and Secret are left as they are. "
                + plan.map(Suspension::words).orElse("Set it to false to go on.");
    }

    private static String words(List<String> plan) {
        return plan.isEmpty()
                ? "Nothing would have to be changed on the server."
                : "Once it is false, Lakou will: " + String.join("; ", plan) + ".";
    }

    private static boolean itself(ServiceSchema resource) {
        return Boolean.TRUE.equals(resource.getSpec().suspend());
    }
}
