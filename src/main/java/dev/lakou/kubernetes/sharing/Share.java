package dev.lakou.kubernetes.sharing;

import dev.lakou.kubernetes.upkeep.ResourceKey;
import dev.lakou.model.Access;

/** What a resource may do in the schema of a service. */
public record Share(ResourceKey owner, Access access) {}
