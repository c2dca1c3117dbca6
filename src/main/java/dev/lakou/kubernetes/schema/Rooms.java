package dev.lakou.kubernetes.schema;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.UserSpec;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.server.Landlord;
import dev.lakou.kubernetes.server.ServerDefaults;
import dev.lakou.kubernetes.sharing.Names;
import dev.lakou.model.Guest;
import dev.lakou.model.Guest.Trust;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.Mistake;
import dev.lakou.model.Role;
import dev.lakou.model.Room;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Turns the spec of a ServiceSchema into the room that it asks for. */
@Singleton
class Rooms {
    private final Installation installation;

    Rooms(Installation installation) {
        this.installation = installation;
    }

    /** The room, with the server's defaults where the service says nothing; it keeps to itself. */
    Room of(ServiceSchema resource, DatabaseServer server) {
        var spec = resource.getSpec();
        var names = Names.of(resource);
        var marker = new Marker(
                installation.clusterUid(),
                resource.getMetadata().getNamespace(),
                resource.getMetadata().getName());
        return new Room(
                marker,
                names.schema(),
                names.user(),
                identifiers(spec.searchPath()),
                ServerDefaults.connectionLimit(server, spec.connectionLimit()).orElse(Role.UNLIMITED),
                ServerDefaults.settings(server, spec.settings()),
                new TreeSet<>(identifiers(spec.extensions())),
                Accounts.users(resource).stream()
                        .map(user -> guest(user, marker, names.schema(), resource, server))
                        .toList(),
                Set.of(),
                Takeover.isWanted(resource));
    }

    /** What the server's policy and its engine have against the room, all of it together. */
    List<Mistake> mistakes(Room room, Landlord landlord) {
        var server = landlord.resource();
        var mistakes = new ArrayList<Mistake>(landlord.server().mistakes(room));
        Optional.ofNullable(server.getSpec().schemaNamePattern())
                .flatMap(pattern -> misnamed(room, server, pattern))
                .ifPresent(mistakes::add);
        var allowed = Optional.ofNullable(server.getSpec().allowedExtensions()).orElse(List.of());
        room.extensions().stream()
                .filter(extension -> !allowed.contains(extension.value()))
                .map(extension -> forbidden(extension, server, allowed))
                .forEach(mistakes::add);
        return mistakes;
    }

    private static Guest guest(
            UserSpec user, Marker marker, Identifier schema, ServiceSchema resource, DatabaseServer server) {
        var writes = user.access() == UserSpec.Reach.ReadWrite;
        var searchPath = new ArrayList<>(List.of(schema));
        searchPath.addAll(identifiers(resource.getSpec().searchPath()));
        return new Guest(
                marker,
                new Identifier(user.name()),
                writes ? Guest.Reach.READ_WRITE : Guest.Reach.READ_ONLY,
                Trust.SERVICE,
                List.of(schema),
                searchPath,
                writes,
                ServerDefaults.connectionLimit(server, user.connectionLimit()).orElse(Role.UNLIMITED),
                ServerDefaults.settings(server, user.settings()));
    }

    private static Optional<Mistake> misnamed(Room room, DatabaseServer server, String pattern) {
        try {
            return Pattern.matches(pattern, room.schema().value())
                    ? Optional.empty()
                    : Optional.of(Mistake.name(
                            "spec.schema \"%s\" does not match the schemaNamePattern %s of DatabaseServer \"%s\". Choose a name that does."
                                    .formatted(
                                            room.schema(),
                                            pattern,
                                            server.getMetadata().getName())));
        } catch (PatternSyntaxException e) {
            return Optional.of(Mistake.name(
                    "The schemaNamePattern %s of DatabaseServer \"%s\" is not a regular expression. The platform team must mend it."
                            .formatted(pattern, server.getMetadata().getName())));
        }
    }

    private static Mistake forbidden(Identifier extension, DatabaseServer server, List<String> allowed) {
        return Mistake.value(
                "spec.extensions \"%s\" is not among the allowedExtensions of DatabaseServer \"%s\" (%s). Remove it, or ask the platform team to allow it."
                        .formatted(
                                extension,
                                server.getMetadata().getName(),
                                allowed.isEmpty() ? "none" : String.join(", ", allowed)));
    }

    private static List<Identifier> identifiers(@Nullable List<String> names) {
        return Optional.ofNullable(names).orElse(List.of()).stream()
                .map(Identifier::new)
                .toList();
    }
}
