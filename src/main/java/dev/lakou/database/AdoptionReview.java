package dev.lakou.database;

import dev.lakou.database.ServerReport.Shortcoming;
import java.util.Collection;
import java.util.List;

/**
 * What a server says of things that a service would take over.
 *
 * @param findings rights that nobody may get by taking a login over, and what belongs to others; each must go first
 * @param needs the statements that a DBA must run before the administrator may take them over
 * @param consequences what stops or changes for others, in words
 */
public record AdoptionReview(List<Shortcoming> findings, List<String> needs, List<String> consequences) {
    public AdoptionReview {
        findings = List.copyOf(findings);
        needs = List.copyOf(needs);
        consequences = List.copyOf(consequences);
    }

    /** In an order that is the same each time. */
    public static AdoptionReview of(
            Collection<Shortcoming> findings, Collection<String> needs, Collection<String> consequences) {
        return new AdoptionReview(
                findings.stream()
                        .distinct()
                        .sorted((one, other) -> one.what().compareTo(other.what()))
                        .toList(),
                List.copyOf(needs),
                consequences.stream().distinct().sorted().toList());
    }
}
