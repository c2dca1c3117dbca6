package dev.lakou.kubernetes.schema;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.server.NamespaceAccess;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.Refusal;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Optional;

/** Whether a service may have its schema on the server that it names, now. */
final class Tenancy {
    private Tenancy() {}

    /**
     * The server of the service.
     *
     * @throws Refusal when there is none, the namespace may not use it, or it is not ready
     */
    static DatabaseServer admit(ServiceSchema resource, Context<ServiceSchema> context) {
        var server = server(resource, context)
                .orElseThrow(() -> new Refusal(
                        Reason.ServerNotFound,
                        "There is no DatabaseServer \"%s\", which spec.serverRef names. Waiting for it."
                                .formatted(resource.getSpec().serverRef().name())));
        var allowed = context.getSecondaryResource(Namespace.class)
                .filter(namespace -> NamespaceAccess.allows(server, namespace))
                .isPresent();
        if (!allowed) {
            throw new Refusal(
                    Reason.RefNotPermitted,
                    "The namespace \"%s\" may not use DatabaseServer \"%s\". The platform team can add it to the server's spec.allowedNamespaces."
                            .formatted(
                                    resource.getMetadata().getNamespace(),
                                    server.getMetadata().getName()));
        }
        requireReady(server);
        return server;
    }

    static Optional<DatabaseServer> server(ServiceSchema resource, Context<ServiceSchema> context) {
        return context.getSecondaryResource(DatabaseServer.class);
    }

    private static void requireReady(DatabaseServer server) {
        var name = server.getMetadata().getName();
        var ready = Optional.ofNullable(server.getStatus())
                .map(DatabaseServerStatus::conditions)
                .flatMap(conditions -> Conditions.find(Conditions.READY, conditions))
                .filter(condition -> !condition.getStatus().equals("Unknown"))
                .orElseThrow(() -> new Refusal(
                        Reason.Pending, "Waiting for Lakou to look at DatabaseServer \"%s\".".formatted(name)));
        if (!ready.getStatus().equals("True")) {
            throw new Refusal(
                    reason(ready.getReason()),
                    "DatabaseServer \"%s\" is not ready: %s".formatted(name, ready.getMessage()));
        }
    }

    /** The server's own reason where the trouble is on the way to it; the rest is for the platform team to read there. */
    private static Reason reason(String text) {
        return List.of(
                        Reason.ServerUnreachable,
                        Reason.ServerReadOnly,
                        Reason.AuthenticationFailed,
                        Reason.TlsFailed,
                        Reason.AdminSecretNotFound,
                        Reason.AdminSecretInvalid,
                        Reason.DatabaseNotFound,
                        Reason.AdminLacksPrivilege)
                .stream()
                .filter(reason -> reason.name().equals(text))
                .findFirst()
                .orElse(Reason.ServerNotReady);
    }
}
