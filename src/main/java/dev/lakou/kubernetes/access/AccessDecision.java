package dev.lakou.kubernetes.access;

import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.model.Access;
import dev.lakou.model.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of everything that a resource asks of others.
 *
 * @param shares what it may do
 * @param pending what it may do once that is there
 * @param trouble why it may not do the rest
 */
public record AccessDecision(List<GrantedAccess> shares, List<PendingAccess> pending, Optional<Outcome> trouble) {
    public AccessDecision {
        shares = List.copyOf(shares);
        pending = List.copyOf(pending);
    }

    /** The same, and what there is to tell of the other. */
    public AccessDecision and(AccessDecision other) {
        return new AccessDecision(
                Stream.concat(shares.stream(), other.shares.stream()).toList(),
                Stream.concat(pending.stream(), other.pending.stream()).toList(),
                together(Stream.concat(trouble.stream(), other.trouble.stream()).toList()));
    }

    /** Told as one, by the reason of the first. */
    public static Optional<Outcome> together(List<Outcome> troubles) {
        return troubles.stream()
                .reduce((one, other) -> new Outcome(one.reason(), one.message() + " " + other.message()));
    }

    public Set<Access> accesses() {
        return shares.stream().map(GrantedAccess::access).collect(Collectors.toSet());
    }

    /** The tables that it waits for, in words. */
    public List<String> missing() {
        return pending.stream().flatMap(PendingAccess::words).toList();
    }

    public List<Identifier> schemas() {
        return shares.stream().map(share -> share.access().schema()).distinct().toList();
    }

    /** The further ones of the same services. */
    public List<Identifier> extraSchemas() {
        return shares.stream()
                .flatMap(share -> share.access().extraSchemas().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
