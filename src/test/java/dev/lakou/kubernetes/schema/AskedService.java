package dev.lakou.kubernetes.schema;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ShareSpec;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.access.ConsentedAccess;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Marker;
import dev.lakou.model.RoleShare;
import dev.lakou.model.State;
import dev.lakou.model.Violation;
import dev.lakou.scenarios.AskedResource;
import dev.lakou.scenarios.ScenarioEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A ServiceSchema of a scenario. The schemas and roles that it names are there, and the platform lets it share. */
public record AskedService(ServiceSchema resource, DesiredSchema service) implements AskedResource {

    public static AskedService of(
            ServiceSchema resource, DatabaseServer server, Installation installation, List<ServiceSchema> neighbours) {
        return new AskedService(
                resource,
                new DesiredSchemas(installation)
                        .of(resource, server)
                        .with(ConsentedAccess.of(resource, neighbours), roleShares(resource)));
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
    public List<Violation> violations(ScenarioEngine engine) {
        return engine.violations(service);
    }

    @Override
    public State desired(ScenarioEngine engine, Map<Identifier, Logins> logins) {
        return engine.desired(service, logins);
    }

    @Override
    public State departing(ScenarioEngine engine, Map<Identifier, Logins> logins) {
        return engine.desired(service.with(Set.of(), Set.of()), logins).withoutCredentials();
    }

    private static Set<RoleShare> roleShares(ServiceSchema resource) {
        return Optional.ofNullable(resource.getSpec().sharedWith()).orElse(List.of()).stream()
                .filter(share -> share.role() != null)
                .map(share -> new RoleShare(grantee(share), RoleSharing.access(share, resource)))
                .collect(Collectors.toSet());
    }

    private static Grantee grantee(ShareSpec share) {
        return new Grantee(Optional.ofNullable(share.role()).map(Identifier::new), Optional.ofNullable(share.host()));
    }
}
