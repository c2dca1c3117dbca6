package dev.lakou.kubernetes.schema;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.reconcile.DriftWatch;
import dev.lakou.kubernetes.reconcile.ReconcileTrigger;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.kubernetes.secret.DnsName;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which services a SchemaMove has in its hands: their own controller leaves them as they are meanwhile. An annotation says
 * so to the process that comes after this one; within it, nobody is at work on a service while a move is.
 */
@Singleton
public class Moving {
    /** On a ServiceSchema: the SchemaMove that has it in its hands, and a slash behind it once that calls itself off. */
    public static final String ANNOTATION = "lakou.dev/moving";

    /** In these the service's own controller would undo what the move does. */
    private static final Set<Phase> HOLDING = EnumSet.of(
            Phase.Preparing,
            Phase.Copying,
            Phase.Following,
            Phase.AwaitingApproval,
            Phase.CuttingOver,
            Phase.CallingOff);

    /** In these, once it is on the other server, something of it is left at the former one. */
    private static final Set<Phase> CLOSING = EnumSet.of(Phase.CuttingOver, Phase.Switched);

    private final DriftWatch drift;
    private final ReconcileTrigger triggers;
    private final Map<ResourceKey, String> held = new HashMap<>();
    private final Set<ResourceKey> atWork = new HashSet<>();

    Moving(DriftWatch drift, ReconcileTrigger triggers) {
        this.drift = drift;
        this.triggers = triggers;
    }

    /**
     * Waits until its own controller is not at work on the service, which it is not from then on until the release.
     *
     * @param move the name of the SchemaMove
     */
    public synchronized void hold(ServiceSchema schema, String move) throws InterruptedException {
        var key = ResourceKey.of(schema);
        held.put(key, move);
        while (atWork.contains(key)) {
            wait();
        }
        // What is seen of it after this was not changed by hand.
        drift.forget(schema);
    }

    /**
     * Does nothing where another move has it.
     *
     * @param key of the service, which may be gone
     */
    public void release(ResourceKey key, String move) {
        synchronized (this) {
            held.remove(key, move);
        }
        triggers.trigger(key);
    }

    /** @return whether the service's own controller may work on it now, until {@link #leave} */
    synchronized boolean enter(ServiceSchema schema) {
        var key = ResourceKey.of(schema);
        return !held.containsKey(key) && atWork.add(key);
    }

    synchronized void leave(ServiceSchema schema) {
        atWork.remove(ResourceKey.of(schema));
        notifyAll();
    }

    /** The SchemaMove that has the service in its hands. An annotation that one left is taken off. */
    Optional<String> holder(ServiceSchema schema, KubernetesClient client) {
        var annotation = Optional.ofNullable(schema.getMetadata().getAnnotations())
                .flatMap(all -> Optional.ofNullable(all.get(ANNOTATION)));
        var holder = annotation
                .map(text -> text.replace("/", ""))
                .filter(DnsName::is)
                .filter(name -> isHolding(schema, name, client));
        if (annotation.isPresent() && holder.isEmpty()) {
            client.resource(schema)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\": {\"annotations\": {\"%s\": null}}}".formatted(ANNOTATION));
        }
        return holder;
    }

    /** The SchemaMove that has taken the service over, and needs it to close the former server. */
    Optional<String> closing(ServiceSchema schema, KubernetesClient client) {
        return client
                .resources(SchemaMove.class)
                .inNamespace(schema.getMetadata().getNamespace())
                .list()
                .getItems()
                .stream()
                .filter(move -> isIn(CLOSING, schema, move))
                .map(move -> move.getMetadata().getName())
                .findFirst();
    }

    /** The API server is asked: a cache may be late, and this is about two servers that both let a service write. */
    private static boolean isHolding(ServiceSchema schema, String name, KubernetesClient client) {
        var move = client.resources(SchemaMove.class)
                .inNamespace(schema.getMetadata().getNamespace())
                .withName(name)
                .get();
        return Optional.ofNullable(move)
                .filter(one -> isIn(HOLDING, schema, one))
                .isPresent();
    }

    private static boolean isIn(Set<Phase> phases, ServiceSchema schema, SchemaMove move) {
        return move.getSpec().schemaRef().name().equals(schema.getMetadata().getName())
                && Optional.ofNullable(move.getStatus())
                        .map(SchemaMoveStatus::phase)
                        .filter(phases::contains)
                        .isPresent();
    }
}
