package dev.lakou.kubernetes.access;

import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.model.Access;

/** What a resource may do in the schema of a service. */
public record GrantedAccess(ResourceKey owner, Access access) {}
