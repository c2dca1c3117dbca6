package dev.lakou.cli.adopt;

import dev.lakou.cli.cluster.Cluster;
import dev.lakou.cli.cluster.ClusterOption;
import dev.lakou.cli.cluster.Servers;
import dev.lakou.cli.terminal.Failure;
import dev.lakou.cli.terminal.OutputOption;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.kubernetes.server.AdoptionRequest;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes manifests for schemas that somebody made without Lakou. */
@Command(
        name = "adopt",
        description =
                "Writes a ServiceSchema for each schema that is on a server already and nobody's, to be looked through"
                        + " and applied. They only preview: nothing is taken over before spec.adoption.policy is"
                        + " TakeOver.")
public final class Adopt implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Parameters(index = "0", paramLabel = "SERVER", description = "The name of the DatabaseServer.")
    private String serverName = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "SCHEMA",
            description = "Names of schemas as the server has them (MySQL: of databases).")
    private List<String> schemas = new ArrayList<>();

    public Adopt(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (var connected = cluster.connect();
                var server = Servers.open(connected.configuration(connected.server(serverName)))) {
            var found = schemas.stream()
                    .map(Identifier::new)
                    .map(name -> found(name, server, connected))
                    .toList();
            var manifests = found.stream()
                    .map(one -> one.manifest(serverName, connected.namespace()))
                    .toList();
            output.printManifests(terminal, manifests);
            tellWhatElseItTakes(found, connected);
        }
    }

    private FoundSchema found(Identifier name, SharedServer server, Cluster connected) {
        var schema = schema(name, server);
        if (Marker.isOnAnybodys(schema.comment())) {
            throw new Failure("The schema \"%s\" of DatabaseServer \"%s\" is Lakou's already: %s."
                    .formatted(
                            name,
                            serverName,
                            schema.comment()
                                    .flatMap(Marker::parse)
                                    .map(Adopt::words)
                                    .orElse("of the platform")));
        }
        return new FoundSchema(
                name,
                login(
                        name,
                        schema,
                        server,
                        connected.configuration(connected.server(serverName)).username()));
    }

    private Schema schema(Identifier name, SharedServer server) {
        var asked = new Schema(name, Optional.empty(), Optional.empty());
        return server.inspect(State.of(Set.of(), Set.of(asked), Set.of()))
                .schema(name)
                .orElseThrow(() ->
                        new Failure("There is no schema \"%s\" on DatabaseServer \"%s\".".formatted(name, serverName)));
    }

    /** The one login that works in the schema now, where there is just one that a service could go on with. */
    private static Optional<Role> login(Identifier name, Schema schema, SharedServer server, String administrator) {
        var candidates = schema.owner().map(Set::of).orElseGet(() -> server.rights(name).stream()
                .filter(right -> right.marker().isEmpty() && right.on().equals("the schema"))
                .map(right -> right.holder().replaceFirst("@%$", ""))
                .filter(holder -> !holder.contains("@"))
                .map(Identifier::new)
                .collect(Collectors.toSet()));
        if (candidates.size() != 1) {
            return Optional.empty();
        }
        var asked = candidates.stream()
                .map(one -> new Role(one, false, Role.UNLIMITED, Optional.empty(), Set.of()))
                .collect(Collectors.toSet());
        return server.inspect(State.of(asked, Set.of(), Set.of())).roles().stream()
                .filter(role -> role.login()
                        && role.attributes().isEmpty()
                        && !Marker.isOnAnybodys(role.comment())
                        && !role.name().value().equals(administrator))
                .findFirst();
    }

    private void tellWhatElseItTakes(List<FoundSchema> found, Cluster connected) {
        var request = new AdoptionRequest(
                connected.namespace(),
                found.stream().map(one -> one.name().value()).toList(),
                found.stream().map(one -> one.user().value()).toList(),
                List.of());
        terminal.warn("The platform team allows it with this entry in spec.adoption of DatabaseServer \"%s\": %s"
                .formatted(serverName, request.entry()));
        found.stream()
                .filter(one -> one.login().isPresent())
                .forEach(one -> terminal.warn(
                        "Put the present password of \"%s\" into the key password of Secret \"%s\", and annotate it lakou.dev/password-for=%s, so that it goes on."
                                .formatted(one.user(), one.passwordSecret(), one.resourceName())));
        found.stream()
                .filter(one -> one.login().isEmpty())
                .forEach(one -> terminal.warn(
                        "No login of its own was found for schema \"%s\": one named \"%s\" will be made. Write another in spec.user if a service works there already."
                                .formatted(one.name(), one.user())));
    }

    private static String words(Marker marker) {
        return "of %s %s/%s".formatted(ResourceKey.of(marker).kind(), marker.namespace(), marker.name());
    }
}
