package dev.lakou.kubernetes.reader;

import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.connection.ConnectionDetails;
import dev.lakou.kubernetes.credential.Account;
import dev.lakou.kubernetes.credential.ClientDetails;
import dev.lakou.kubernetes.server.Landlord;
import dev.lakou.kubernetes.server.Tenant;
import dev.lakou.kubernetes.sharing.Directory;
import dev.lakou.kubernetes.sharing.Granted;
import dev.lakou.kubernetes.status.Teller;
import dev.lakou.kubernetes.status.Verdict;
import dev.lakou.kubernetes.upkeep.Strangers;
import dev.lakou.kubernetes.upkeep.Wish;
import dev.lakou.model.Credential;
import dev.lakou.model.Guest;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Mistake;
import dev.lakou.model.Password;
import dev.lakou.model.State;
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
record ReaderWish(
        SchemaReader resource,
        Landlord landlord,
        Guest guest,
        Granted granted,
        Directory directory,
        Teller<SchemaReader, SchemaReaderStatus> teller,
        Context<SchemaReader> context)
        implements Wish {

    /** Whether it may read anything at all. */
    boolean isGranted() {
        return !granted.shares().isEmpty();
    }

    /** The database that it logs in to; in MySQL, the first of its schemas. */
    Identifier database() {
        return landlord.configuration().database().orElse(guest.schemas().get(0));
    }

    @Override
    public List<Account> accounts() {
        return List.of(ReaderWishes.account(resource));
    }

    @Override
    public State desired(Map<Identifier, Logins> logins) {
        return server().desired(guest, logins);
    }

    @Override
    public ConnectionDetails details(Account of, Credential credential) {
        return new ClientDetails(landlord).of(credential, guest.searchPath(), true, of.wish(), Optional.empty());
    }

    @Override
    public List<Mistake> mistakes() {
        return server().mistakes(guest);
    }

    @Override
    public void admit() {
        directory.admit(Tenant.of(resource, landlord.resource()), landlord.resource(), context);
    }

    @Override
    public Optional<Password> keptPassword(Account of) {
        return Optional.empty();
    }

    @Override
    public void check(State desired, State actual, Optional<State> before) {
        Strangers.refuse(desired, actual);
    }

    /** It is a member of groups: nothing that happens in a schema changes that. */
    @Override
    public Set<Identifier> neighbours() {
        return Set.of();
    }

    @Override
    public void tellDrift(Verdict verdict) {
        teller.drifted(resource, verdict, context);
    }
}
