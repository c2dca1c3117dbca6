package dev.lakou.kubernetes.access;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.reconcile.ReconcileTrigger;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.model.Identifier;
import jakarta.inject.Singleton;
import java.util.Set;

/** Has those looked at whom a change of one resource concerns: who uses its schema, and whose schemas it uses. */
@Singleton
public class DependentNotifier {
    private final ResourceIndex resources;
    private final ReconcileTrigger triggers;

    DependentNotifier(ResourceIndex resources, ReconcileTrigger triggers) {
        this.resources = resources;
        this.triggers = triggers;
    }

    /** The service shares otherwise than before, came or goes. */
    public void triggerUsersOf(ServiceSchema schema) {
        resources.usersOf(schema).map(ResourceKey::of).forEach(triggers::trigger);
    }

    /** The service uses the schemas of others otherwise than before. */
    public void triggerOwnersFor(ServiceSchema schema) {
        ResourceIndex.usedBy(schema).forEach(triggers::trigger);
    }

    /** A reader goes. */
    public void triggerOwnersFor(SchemaReader reader) {
        ResourceIndex.usedBy(reader).forEach(triggers::trigger);
    }

    /** Others read these schemas than before. */
    public void triggerOwnersOf(String server, Set<Identifier> schemas) {
        resources.ownersOf(server, schemas).map(ResourceKey::of).forEach(triggers::trigger);
    }
}
