package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.connection.ConnectionDetails;
import dev.lakou.database.Observation;
import dev.lakou.kubernetes.access.AccessDecision;
import dev.lakou.kubernetes.access.PendingAccess;
import dev.lakou.kubernetes.access.ResourceIndex;
import dev.lakou.kubernetes.reconcile.ServerRequest;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.secret.ClientDetails;
import dev.lakou.kubernetes.server.EffectiveServer;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.server.Tenant;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.StatusUpdater;
import dev.lakou.model.Access;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.Credential;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Marker;
import dev.lakou.model.Ownership;
import dev.lakou.model.Password;
import dev.lakou.model.State;
import dev.lakou.model.Violation;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a ServiceSchema asks of its server.
 *
 * @param granted what it may do in the schemas of others
 */
record SchemaRequest(
        ServiceSchema resource,
        ResolvedServer resolved,
        DesiredSchema service,
        AccessDecision granted,
        List<Violation> violations,
        Claims claims,
        AdoptionCheck adoptions,
        EventRecorder events,
        ResourceIndex resources,
        StatusUpdater<ServiceSchema, ServiceSchemaStatus> statusUpdater,
        Context<ServiceSchema> context)
        implements ServerRequest {

    /** The database that holds the schema; in MySQL, the schema itself. */
    Identifier database() {
        return resolved.configuration().database().orElse(service.schema());
    }

    @Override
    public Marker marker() {
        return service.marker();
    }

    @Override
    public List<Account> accounts() {
        return Accounts.of(resource);
    }

    @Override
    public State desired(Map<Identifier, Logins> logins) {
        return server().desired(service, logins);
    }

    @Override
    public ConnectionDetails details(Account account, Credential credential) {
        var searchPath = new ArrayList<>(List.of(service.schema()));
        searchPath.addAll(service.searchPath());
        var user = service.additionalUsers().stream()
                .filter(additionalUser -> additionalUser.user().equals(account.user()))
                .findFirst();
        return new ClientDetails(resolved)
                .of(
                        credential,
                        searchPath,
                        user.map(AdditionalUser::connectionLimit).orElse(service.connectionLimit()),
                        user.filter(additionalUser -> !additionalUser.writes()).isPresent(),
                        account.secretSpec(),
                        Optional.ofNullable(resource.getSpec().pool()));
    }

    @Override
    public void admit() {
        var tenant = Tenant.of(resource, resolved.resource());
        var isHere = EffectiveServer.of(resource).equals(resolved.name());
        resources.admit(isHere ? tenant : tenant.arriving(), resolved.resource(), context);
    }

    /** There is one Secret to keep one from: that of the first login. */
    @Override
    public Optional<Password> keptPassword(Account account) {
        return account.user().equals(service.user())
                ? KeptPassword.of(resource, account, resolved, context.getClient())
                : Optional.empty();
    }

    @Override
    public Ownership adopting(State desired, Ownership found) {
        return adoptions.check(resource, resolved, desired, found, context);
    }

    @Override
    public void check(State desired, Observation seen, Ownership found, Optional<State> before) {
        MovedAway.refuse(resource, service, found, seen.movedAway());
        claims.require(resource, desired, found, context);
        LostSchema.requireConfirmation(resource, LostSchema.of(resource, service, found.found(), before), context);
        events.announced(resource, "Adopting", AdoptionCheck.consequences(desired, found, server()));
    }

    @Override
    public Set<Identifier> dependents() {
        var schemas = new HashSet<Identifier>();
        service.accesses().stream().map(Access::schema).forEach(schemas::add);
        schemas.addAll(RoleSharing.named(resource));
        return schemas;
    }

    @Override
    public Set<Access> awaited() {
        return granted.pending().stream().map(PendingAccess::access).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean isToldReady() {
        return statusUpdater.tellsReady(resource);
    }

    @Override
    public void tellDrift(Outcome outcome) {
        statusUpdater.drifted(resource, outcome, context);
    }
}
