package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.connection.ConnectionDetails;
import dev.lakou.kubernetes.credential.Account;
import dev.lakou.kubernetes.credential.ClientDetails;
import dev.lakou.kubernetes.server.Landlord;
import dev.lakou.kubernetes.server.Tenant;
import dev.lakou.kubernetes.sharing.Directory;
import dev.lakou.kubernetes.sharing.Granted;
import dev.lakou.kubernetes.status.Teller;
import dev.lakou.kubernetes.status.Verdict;
import dev.lakou.kubernetes.upkeep.Wish;
import dev.lakou.model.Access;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Mistake;
import dev.lakou.model.Password;
import dev.lakou.model.Room;
import dev.lakou.model.State;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a ServiceSchema asks of its server.
 *
 * @param granted what it may do in the schemas of others
 */
record SchemaWish(
        ServiceSchema resource,
        Landlord landlord,
        Room room,
        Granted granted,
        List<Mistake> mistakes,
        Claims claims,
        Directory directory,
        Teller<ServiceSchema, ServiceSchemaStatus> teller,
        Context<ServiceSchema> context)
        implements Wish {

    /** The database that holds the schema; in MySQL, the schema itself. */
    Identifier database() {
        return landlord.configuration().database().orElse(room.schema());
    }

    @Override
    public List<Account> accounts() {
        return Accounts.of(resource);
    }

    @Override
    public State desired(Map<Identifier, Logins> logins) {
        return server().desired(room, logins);
    }

    @Override
    public ConnectionDetails details(Account account, Credential credential) {
        var searchPath = new ArrayList<>(List.of(room.schema()));
        searchPath.addAll(room.searchPath());
        var onlyReads =
                room.guests().stream().anyMatch(guest -> guest.user().equals(account.user()) && !guest.writes());
        return new ClientDetails(landlord)
                .of(
                        credential,
                        searchPath,
                        onlyReads,
                        account.wish(),
                        Optional.ofNullable(resource.getSpec().pool()));
    }

    @Override
    public void admit() {
        directory.admit(Tenant.of(resource, landlord.resource()), landlord.resource(), context);
    }

    /** Only the first login is taken over. */
    @Override
    public Optional<Password> keptPassword(Account account) {
        return account.user().equals(room.user())
                ? Takeover.keptPassword(resource, context.getClient())
                : Optional.empty();
    }

    @Override
    public void check(State desired, State actual, Optional<State> before) {
        claims.require(resource, desired, actual, context);
        Takeover.check(resource, desired, actual, server());
        if (actual.schemas().isEmpty() && LostSchema.wasThere(resource, before)) {
            LostSchema.requireConfirmation(resource, room.schema(), context);
        }
    }

    @Override
    public Set<Identifier> neighbours() {
        var schemas = new HashSet<Identifier>();
        room.accesses().stream().map(Access::schema).forEach(schemas::add);
        return schemas;
    }

    @Override
    public void tellDrift(Verdict verdict) {
        teller.drifted(resource, verdict, context);
    }
}
