package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.status.Conditions;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StaleViewException;
import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a resource may be on the server that it names, now. */
@Singleton
public class ServerAdmission {
    /** That a server was opened is told to its tenants. */
    private static final Duration UNTOLD = Duration.ofSeconds(15);

    private final SharedServers servers;

    public ServerAdmission(SharedServers servers) {
        this.servers = servers;
    }

    /**
     * The server of the resource.
     *
     * @throws StalledException when there is none, the namespace may not use it, or it is not ready
     * @throws StaleViewException when this process has not opened it yet
     */
    public ResolvedServer admit(HasMetadata resource, String name, Context<?> context) {
        var server = server(context)
                .orElseThrow(() -> new StalledException(
                        Reason.ServerNotFound,
                        "There is no DatabaseServer \"%s\", which spec.serverRef names. Waiting for it."
                                .formatted(name)));
        if (!isPermitted(server, context)) {
            throw new StalledException(
                    Reason.RefNotPermitted,
                    "The namespace \"%s\" may not use DatabaseServer \"%s\". The platform team can add it to the server's spec.allowedNamespaces."
                            .formatted(resource.getMetadata().getNamespace(), name));
        }
        if (!isLeaving(server) || !Finalizer.isOn(resource)) {
            requireReady(server);
        }
        return find(server).orElseThrow(() -> unopened(name));
    }

    /**
     * The server that the resource leaves, whether it may be there or not.
     *
     * @throws StalledException when nothing can be done there
     * @throws StaleViewException when this process has not opened it yet
     */
    public ResolvedServer leave(String name, Context<?> context) {
        var server = server(context)
                .orElseThrow(() -> new StalledException(
                        Reason.ServerNotFound,
                        "There is no DatabaseServer \"%s\" to close the logins on. Make it again, or set the annotation %s: \"true\" to leave the database as it is."
                                .formatted(name, OrphanAnnotation.ANNOTATION)));
        return find(server)
                .orElseThrow(() -> ready(server).filter(ServerAdmission::isTrue).isPresent()
                        ? unopened(name)
                        : new StalledException(
                                Reason.ServerNotReady,
                                "DatabaseServer \"%s\" cannot be reached to close the logins on. If it will not come back, set the annotation %s: \"true\"."
                                        .formatted(name, OrphanAnnotation.ANNOTATION)));
    }

    /**
     * The server, whether the resource may be there or not.
     *
     * @throws StalledException when there is none
     * @throws StaleViewException when this process has not opened it yet
     */
    public ResolvedServer reach(String name, Context<?> context) {
        var server = server(context)
                .orElseThrow(() -> new StalledException(
                        Reason.ServerNotFound, "There is no DatabaseServer \"%s\". Waiting for it.".formatted(name)));
        return find(server).orElseThrow(() -> unopened(name));
    }

    /** The server of the resource, where it may use that and this process has opened it. */
    public Optional<ResolvedServer> find(Context<?> context) {
        return server(context).filter(server -> isPermitted(server, context)).flatMap(this::find);
    }

    private Optional<ResolvedServer> find(DatabaseServer server) {
        return servers.find(server.getMetadata().getName()).map(open -> new ResolvedServer(server, open));
    }

    private static boolean isPermitted(DatabaseServer server, Context<?> context) {
        return context.getSecondaryResource(Namespace.class)
                .filter(namespace -> NamespaceAccess.allows(server, namespace))
                .isPresent();
    }

    /** One that is being deleted serves those who are on it until they have gone. */
    public static boolean isLeaving(DatabaseServer server) {
        return server.getMetadata().getDeletionTimestamp() != null;
    }

    public static Optional<DatabaseServer> server(Context<?> context) {
        return context.getSecondaryResource(DatabaseServer.class);
    }

    private static void requireReady(DatabaseServer server) {
        var name = server.getMetadata().getName();
        var ready = ready(server)
                .filter(condition -> !condition.getStatus().equals("Unknown"))
                .orElseThrow(() -> new StalledException(
                        Reason.Pending, "Waiting for Lakou to look at DatabaseServer \"%s\".".formatted(name)));
        if (!isTrue(ready)) {
            throw new StalledException(
                    reason(ready.getReason()),
                    "DatabaseServer \"%s\" is not ready: %s".formatted(name, ready.getMessage()));
        }
    }

    private static Optional<Condition> ready(DatabaseServer server) {
        return Optional.ofNullable(server.getStatus())
                .map(DatabaseServerStatus::conditions)
                .flatMap(conditions -> Conditions.find(Conditions.READY, conditions));
    }

    private static boolean isTrue(Condition condition) {
        return condition.getStatus().equals("True");
    }

    private static StaleViewException unopened(String name) {
        return new StaleViewException("DatabaseServer \"%s\" is not open yet.".formatted(name), UNTOLD);
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
