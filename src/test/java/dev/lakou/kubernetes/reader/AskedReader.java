package dev.lakou.kubernetes.reader;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.access.ConsentedAccess;
import dev.lakou.kubernetes.access.Names;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Marker;
import dev.lakou.model.State;
import dev.lakou.model.Violation;
import dev.lakou.scenarios.AskedResource;
import dev.lakou.scenarios.ScenarioEngine;
import java.util.List;
import java.util.Map;

/**
 * A SchemaReader of a scenario.
 *
 * @param departing the same when it is deleted: then it asks for no schemas
 */
public record AskedReader(SchemaReader resource, AdditionalUser reader, AdditionalUser departing)
        implements AskedResource {

    public static AskedReader of(
            SchemaReader resource, DatabaseServer server, Installation installation, List<ServiceSchema> neighbours) {
        var granted = ConsentedAccess.of(resource, neighbours);
        return new AskedReader(
                resource,
                ReaderRequests.additionalUser(
                        resource,
                        server,
                        installation,
                        granted.stream().map(Names::schema).toList(),
                        granted.stream()
                                .flatMap(names -> names.extraSchemas().stream())
                                .toList()),
                ReaderRequests.additionalUser(resource, server, installation, List.of(), List.of()));
    }

    @Override
    public Marker marker() {
        return reader.marker();
    }

    @Override
    public List<Account> accounts() {
        return List.of(ReaderRequests.account(resource));
    }

    @Override
    public List<Violation> violations(ScenarioEngine engine) {
        return engine.violations(reader);
    }

    @Override
    public State desired(ScenarioEngine engine, Map<Identifier, Logins> logins) {
        return engine.desired(reader, logins);
    }

    @Override
    public State departing(ScenarioEngine engine, Map<Identifier, Logins> logins) {
        return engine.desired(departing, logins).withoutCredentials();
    }
}
