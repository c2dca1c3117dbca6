package dev.lakou.kubernetes.reader;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.connection.ConnectionDetails;
import dev.lakou.database.Observation;
import dev.lakou.kubernetes.access.AccessDecision;
import dev.lakou.kubernetes.access.ResourceIndex;
import dev.lakou.kubernetes.reconcile.OwnershipCheck;
import dev.lakou.kubernetes.reconcile.ServerRequest;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.secret.ClientDetails;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.server.Tenant;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.StatusUpdater;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Marker;
import dev.lakou.model.Ownership;
import dev.lakou.model.Password;
import dev.lakou.model.State;
import dev.lakou.model.Violation;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a SchemaReader asks of its server.
 *
 * @param granted the schemas that it may read
 */
record ReaderRequest(
        SchemaReader resource,
        ResolvedServer resolved,
        AdditionalUser additionalUser,
        AccessDecision granted,
        ResourceIndex resources,
        StatusUpdater<SchemaReader, SchemaReaderStatus> statusUpdater,
        Context<SchemaReader> context)
        implements ServerRequest {

    /** Whether it may read anything at all. */
    boolean isGranted() {
        return !granted.shares().isEmpty();
    }

    /** The database that it logs in to; in MySQL, the first of its schemas. */
    Identifier database() {
        return resolved.configuration()
                .database()
                .orElse(additionalUser.schemas().get(0));
    }

    @Override
    public Marker marker() {
        return additionalUser.marker();
    }

    @Override
    public List<Account> accounts() {
        return List.of(ReaderRequests.account(resource));
    }

    @Override
    public State desired(Map<Identifier, Logins> logins) {
        return server().desired(additionalUser, logins);
    }

    @Override
    public ConnectionDetails details(Account of, Credential credential) {
        return new ClientDetails(resolved)
                .of(
                        credential,
                        additionalUser.searchPath(),
                        additionalUser.connectionLimit(),
                        true,
                        of.secretSpec(),
                        Optional.empty());
    }

    @Override
    public List<Violation> violations() {
        return server().violations(additionalUser);
    }

    @Override
    public void admit() {
        resources.admit(Tenant.of(resource, resolved.resource()), resolved.resource(), context);
    }

    @Override
    public Optional<Password> keptPassword(Account of) {
        return Optional.empty();
    }

    /** A reader takes nothing over: it has no data to go on with. */
    @Override
    public Ownership adopting(State desired, Ownership found) {
        return found;
    }

    @Override
    public void check(State desired, Observation seen, Ownership found, Optional<State> before) {
        OwnershipCheck.refuse(desired, found);
    }

    /** It is a member of groups: nothing that happens in a schema changes that. */
    @Override
    public Set<Identifier> dependents() {
        return Set.of();
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
