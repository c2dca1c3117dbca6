package dev.lakou.kubernetes.schema;

import dev.lakou.api.RotationStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.access.ResourceIndex;
import dev.lakou.kubernetes.reconcile.ReconcileSteps;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.server.ServerAdmission;
import dev.lakou.kubernetes.server.Tenant;
import dev.lakou.kubernetes.server.TenantIndex;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A service on another server than the one that it is on: what speaks against that, and what of it is made there. */
@Singleton
public class SchemaElsewhere {
    /** On whatever asks for the deletion of rows: the name of the schema that holds them. */
    public static final String CONFIRM = ServiceSchemaCleanup.CONFIRM;

    private final ServerAdmission admission;
    private final SchemaRequests requests;
    private final Claims claims;
    private final ServiceSchemaCleanup cleanup;
    private final ReconcileSteps steps;
    private final ResourceIndex resources;
    private final TenantIndex tenants;

    SchemaElsewhere(
            ServerAdmission admission,
            SchemaRequests requests,
            Claims claims,
            ServiceSchemaCleanup cleanup,
            ReconcileSteps steps,
            ResourceIndex resources,
            TenantIndex tenants) {
        this.admission = admission;
        this.requests = requests;
        this.claims = claims;
        this.cleanup = cleanup;
        this.steps = steps;
        this.resources = resources;
        this.tenants = tenants;
    }

    /**
     * The server, where the service's namespace may use it, and it is ready.
     *
     * @param context of a controller that watches DatabaseServers and namespaces
     * @throws StalledException otherwise
     */
    public ResolvedServer admit(ServiceSchema schema, String serverName, Context<?> context) {
        if (ServerAdmission.isLeaving(reach(schema, serverName, context).resource())) {
            throw new StalledException(
                    Reason.ServerNotReady, "DatabaseServer \"%s\" is being deleted.".formatted(serverName));
        }
        return admission.admit(schema, serverName, of(schema, serverName, context));
    }

    /**
     * The server, whether the service may be there or not.
     *
     * @throws StalledException when there is none
     */
    public ResolvedServer reach(ServiceSchema schema, String serverName, Context<?> context) {
        return admission.reach(serverName, of(schema, serverName, context));
    }

    /**
     * Looks whether the service may come to a server that has nothing of it yet, and would be as it should there.
     *
     * @throws StalledException otherwise
     */
    public void review(ServiceSchema schema, ResolvedServer server, Context<?> context) {
        requireOneCredential(schema);
        var itsContext = of(schema, server.name(), context);
        var request = requests.of(schema, server, itsContext);
        var preview = steps.reviewElsewhere(request, itsContext);
        var found = preview.found().found();
        var things = Stream.concat(
                        found.schemas().stream().map(one -> "schema \"" + one.name() + '"'),
                        found.roles().stream().map(one -> "role \"" + one.name() + '"'))
                .sorted()
                .toList();
        if (!things.isEmpty()) {
            throw new StalledException(
                    Reason.NameConflict,
                    "Already on DatabaseServer \"%s\": %s. Have it dropped there, or choose another server."
                            .formatted(server.name(), String.join(", ", things)));
        }
        claims.require(schema, preview.desired(), preview.found(), itsContext);
        request.granted().trouble().ifPresent(trouble -> {
            throw new StalledException(
                    trouble.reason(),
                    "On DatabaseServer \"%s\" it could not have all that its spec asks for: %s"
                            .formatted(server.name(), trouble.message()));
        });
    }

    /** Those who use its schema, and cannot once it is on another server. */
    public List<String> leftBehind(ServiceSchema schema) {
        return resources.usersOf(schema).map(SchemaElsewhere::words).sorted().toList();
    }

    /** Makes it there and lets its logins in once, to prove that they come in; from then on they are closed. May be repeated. */
    public void furnish(ServiceSchema schema, ResolvedServer server, Context<?> context) {
        var itsContext = of(schema, server.name(), context);
        steps.furnish(requests.of(schema, server, itsContext), itsContext);
    }

    /** Closes its logins there. May be repeated. */
    public void close(ServiceSchema schema, ResolvedServer server) {
        requireElsewhere(schema, server);
        cleanup.close(schema, server);
    }

    /** Drops all of it there, rows too. May be repeated. */
    public void drop(ServiceSchema schema, ResolvedServer server) {
        requireElsewhere(schema, server);
        cleanup.remove(schema, server);
    }

    /** Drops its roles there, where no schema of it is any more. May be repeated. */
    public void dropRoles(ServiceSchema schema, ResolvedServer server) {
        requireElsewhere(schema, server);
        if (cleanup.owned(schema, server).state().schemas().isEmpty()) {
            cleanup.remove(schema, server);
        }
    }

    private static void requireElsewhere(ServiceSchema schema, ResolvedServer server) {
        if (EffectiveServer.of(schema).equals(server.name())) {
            throw new StalledException(
                    Reason.Failed,
                    "The annotation %s of ServiceSchema \"%s\" says that it is on DatabaseServer \"%s\": nothing is dropped there."
                            .formatted(
                                    EffectiveServer.ANNOTATION,
                                    schema.getMetadata().getName(),
                                    server.name()));
        }
    }

    /** The password of a former credential is not known any more, so that it cannot go on working anywhere else. */
    private static void requireOneCredential(ServiceSchema schema) {
        Tenant.rotations(Optional.ofNullable(schema.getStatus()))
                .filter(rotation -> rotation.phase() != RotationStatus.Phase.Steady)
                .findFirst()
                .ifPresent(rotation -> {
                    throw new StalledException(
                            Reason.OverlapNotOver,
                            "ServiceSchema \"%s\" is in the middle of a rotation, and its former credential would not work elsewhere. %s"
                                    .formatted(
                                            schema.getMetadata().getName(),
                                            Optional.ofNullable(rotation.message())
                                                    .orElse("")));
                });
    }

    private ElsewhereContext of(ServiceSchema schema, String serverName, Context<?> context) {
        return new ElsewhereContext(schema, serverName, tenants.schemas().orElseThrow(), context);
    }

    private static String words(HasMetadata user) {
        return "%s \"%s/%s\""
                .formatted(
                        user.getKind(),
                        user.getMetadata().getNamespace(),
                        user.getMetadata().getName());
    }
}
