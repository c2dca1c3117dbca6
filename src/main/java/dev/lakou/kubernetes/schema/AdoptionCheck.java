package dev.lakou.kubernetes.schema;

import dev.lakou.api.AdoptionSpec;
import dev.lakou.api.AdoptionSpec.Policy;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.AdoptionReview;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.SharedServer;
import dev.lakou.database.SharedServers;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.server.AdoptionConsents;
import dev.lakou.kubernetes.server.AdoptionRequest;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Identifier;
import dev.lakou.model.Ownership;
import dev.lakou.model.State;
import dev.lakou.plan.AdoptionCandidates;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a service may take over what is on the server under its names: the platform's consent first, then what it is. */
@Singleton
class AdoptionCheck {
    private static final String AGAIN = " Looked at again every 15 seconds.";

    private final SharedServers servers;
    private final Installation installation;

    AdoptionCheck(SharedServers servers, Installation installation) {
        this.servers = servers;
        this.installation = installation;
    }

    static boolean isWanted(ServiceSchema resource) {
        return policy(resource) != Policy.Refuse;
    }

    /**
     * Looks at what would be taken over before anything is changed. What another resource has is left for others to refuse.
     *
     * @return what was found, in which nobody's marker is on what may be taken over
     * @throws StalledException when it is only to be previewed, or must not be taken over, or not as it is
     */
    Ownership check(
            ServiceSchema resource,
            ResolvedServer resolved,
            State desired,
            Ownership found,
            Context<ServiceSchema> context) {
        var candidates = AdoptionCandidates.of(desired, found.found());
        var orphans = new Orphans(installation, context.getClient());
        if (candidates.isEmpty() || !isWanted(resource) || !orphans.are(candidates)) {
            return found;
        }
        var request = new AdoptionRequest(
                resource.getMetadata().getNamespace(),
                names(candidates.schemaNames()),
                names(candidates.roleNames()),
                orphans.clusters(candidates));
        requireConsent(request, resolved);
        var review = resolved.server().review(candidates, desired);
        requireHarmless(review, administrators(candidates, resolved, context));
        requireMeans(review);
        KeptPassword.require(resource, desired, found.found(), candidates);
        var free = candidates.unmarkedIn(found);
        if (policy(resource) == Policy.Preview) {
            throw preview(Planner.plan(desired, free.claim(desired)), review.consequences());
        }
        return free;
    }

    /** What changes for others when what was found is taken over, in words; nothing when nothing is. */
    static List<String> consequences(State desired, Ownership found, SharedServer server) {
        var candidates = AdoptionCandidates.of(desired, found.found());
        return candidates.isEmpty()
                ? List.of()
                : server.review(candidates, desired).consequences();
    }

    private static void requireConsent(AdoptionRequest request, ResolvedServer resolved) {
        if (!AdoptionConsents.of(resolved.resource()).allow(request)) {
            throw refused(
                    "Already on the server: %s. Namespace \"%s\" may not take it over. The platform team can allow it with this entry in spec.adoption of DatabaseServer \"%s\": %s."
                            .formatted(request.things(), request.namespace(), resolved.name(), request.entry()));
        }
    }

    /** Whoever has the login of an administrator has the server, whatever the platform team allows. */
    private List<Shortcoming> administrators(
            AdoptionCandidates candidates, ResolvedServer resolved, Context<?> context) {
        var found = new ArrayList<Shortcoming>();
        for (var user : candidates.roleNames()) {
            new Administrators(servers)
                    .administered(user, resolved, context)
                    .map(server -> new Shortcoming(
                            "\"%s\" is the administrator of DatabaseServer \"%s\"".formatted(user, server),
                            "choose another login."))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static void requireHarmless(AdoptionReview review, List<Shortcoming> administrators) {
        var findings = new ArrayList<>(administrators);
        findings.addAll(review.findings());
        if (!findings.isEmpty()) {
            throw refused(
                    "This cannot be taken over as it is, whatever DatabaseServers allow: %s A DBA can change that."
                            .formatted(findings.stream()
                                    .map(finding -> "%s: %s".formatted(finding.what(), finding.statement()))
                                    .collect(Collectors.joining(" "))));
        }
    }

    private static void requireMeans(AdoptionReview review) {
        if (!review.needs().isEmpty()) {
            throw new StalledException(
                    Reason.AdminLacksPrivilege,
                    "To take this over, the administrator lacks rights on it. A DBA can run: %s%s"
                            .formatted(String.join(" ", review.needs()), AGAIN));
        }
    }

    private static StalledException preview(Plan plan, List<String> consequences) {
        var others =
                consequences.isEmpty() ? "" : " What changes with it: %s.".formatted(String.join("; ", consequences));
        return new StalledException(
                Reason.AdoptionPreview,
                "Nothing is changed. With spec.adoption.policy TakeOver, Lakou will: %s.%s"
                        .formatted(String.join("; ", plan.describe()), others));
    }

    private static StalledException refused(String why) {
        return new StalledException(Reason.AdoptionRefused, why + AGAIN);
    }

    private static List<String> names(Iterable<Identifier> identifiers) {
        var names = new ArrayList<String>();
        identifiers.forEach(identifier -> names.add(identifier.value()));
        return names;
    }

    private static Policy policy(ServiceSchema resource) {
        return Optional.ofNullable(resource.getSpec().adoption())
                .map(AdoptionSpec::policy)
                .orElse(Policy.Refuse);
    }
}
