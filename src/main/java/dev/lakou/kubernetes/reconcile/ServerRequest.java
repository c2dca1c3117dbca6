package dev.lakou.kubernetes.reconcile;

import dev.lakou.connection.ConnectionDetails;
import dev.lakou.database.Observation;
import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Access;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Marker;
import dev.lakou.model.Ownership;
import dev.lakou.model.Password;
import dev.lakou.model.State;
import dev.lakou.model.Violation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one resource asks of a server. */
public interface ServerRequest {

    HasMetadata resource();

    ResolvedServer resolved();

    default SharedServer server() {
        return resolved().server();
    }

    /** What stands on everything that it owns. */
    Marker marker();

    /** Its users, the one that its data stands or falls with first. */
    List<Account> accounts();

    /** What it means on the server while its users come in by these logins. */
    State desired(Map<Identifier, Logins> logins);

    ConnectionDetails details(Account account, Credential credential);

    /** What is wrong with it, as far as its words alone can tell. */
    List<Violation> violations();

    /** @throws StalledException when there is no place for it on the server */
    void admit();

    /** The password that a user has already, where it is to be kept. */
    Optional<Password> keptPassword(Account account);

    /**
     * Looks at what others made under its names; changes nothing.
     *
     * @return what was found, in which nobody's marker is on what it may take over
     * @throws StalledException when it wants to take over what it must not, or only to know what that would mean
     */
    Ownership adopting(State desired, Ownership found);

    /**
     * What was seen of {@code desired}, with what it may take over.
     *
     * @throws StalledException as {@link #adopting(State, Ownership)}
     */
    default Ownership adopting(State desired, Observation seen) {
        return adopting(desired, found(seen));
    }

    default Ownership found(Observation seen) {
        return new Ownership(marker(), seen.state());
    }

    /**
     * Looks at what is there before anything is changed.
     *
     * @param seen what was found of {@code desired}
     * @param found the same, with what it may take over
     * @param before what was desired last
     * @throws StalledException when that must be left alone
     */
    void check(State desired, Observation seen, Ownership found, Optional<State> before);

    /** The schemas and roles of others in which a change concerns it. */
    Set<Identifier> dependents();

    /** The tables of others that it waits for. */
    default Set<Access> awaited() {
        return Set.of();
    }

    /** Whether its status says that it is as its present spec wants it, and can be used. */
    boolean isToldReady();

    /** Says in its status that something was changed by hand, if that is news. */
    void tellDrift(Outcome outcome);
}
