package dev.lakou.kubernetes.sharing;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.upkeep.Nudges;
import dev.lakou.kubernetes.upkeep.ResourceKey;
import dev.lakou.model.Identifier;
import jakarta.inject.Singleton;
import java.util.Set;

/** Has those looked at whom a change of one resource concerns: who uses its schema, and whose schemas it uses. */
@Singleton
public class Neighbours {
    private final Directory directory;
    private final Nudges nudges;

    Neighbours(Directory directory, Nudges nudges) {
        this.directory = directory;
        this.nudges = nudges;
    }

    /** The service shares otherwise than before, came or goes. */
    public void nudgeUsersOf(ServiceSchema schema) {
        directory.usersOf(schema).map(ResourceKey::of).forEach(nudges::nudge);
    }

    /** The service uses the schemas of others otherwise than before. */
    public void nudgeOwnersFor(ServiceSchema schema) {
        Directory.usedBy(schema).forEach(nudges::nudge);
    }

    /** A reader goes. */
    public void nudgeOwnersFor(SchemaReader reader) {
        Directory.usedBy(reader).forEach(nudges::nudge);
    }

    /** Others read these schemas than before. */
    public void nudgeOwnersOf(String server, Set<Identifier> schemas) {
        directory.ownersOf(server, schemas).map(ResourceKey::of).forEach(nudges::nudge);
    }
}
