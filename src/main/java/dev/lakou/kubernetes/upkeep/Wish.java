package dev.lakou.kubernetes.upkeep;

import dev.lakou.connection.ConnectionDetails;
import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.credential.Account;
import dev.lakou.kubernetes.server.Landlord;
import dev.lakou.kubernetes.status.Refusal;
import dev.lakou.kubernetes.status.Verdict;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Mistake;
import dev.lakou.model.Password;
import dev.lakou.model.State;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one resource asks of a server. */
public interface Wish {

    HasMetadata resource();

    Landlord landlord();

    default SharedServer server() {
        return landlord().server();
    }

    /** Its users, the one that its data stands or falls with first. */
    List<Account> accounts();

    /** What it means on the server while its users come in by these logins. */
    State desired(Map<Identifier, Logins> logins);

    ConnectionDetails details(Account account, Credential credential);

    /** What is wrong with it, as far as its words alone can tell. */
    List<Mistake> mistakes();

    /** @throws Refusal when there is no place for it on the server */
    void admit();

    /** The password that a user has already, where it is to be kept. */
    Optional<Password> keptPassword(Account account);

    /**
     * Looks at what is there before anything is changed.
     *
     * @param before what was wished for last
     * @throws Refusal when that must be left alone
     */
    void check(State desired, State actual, Optional<State> before);

    /** The schemas of others in which a change concerns it. */
    Set<Identifier> neighbours();

    /** Says in its status that something was changed by hand, if that is news. */
    void tellDrift(Verdict verdict);
}
