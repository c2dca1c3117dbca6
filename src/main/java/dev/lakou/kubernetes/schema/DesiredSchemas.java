package dev.lakou.kubernetes.schema;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.UserSpec;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.access.Names;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.server.ServerDefaults;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.AdditionalUser.ViewPolicy;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.Role;
import dev.lakou.model.Violation;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Turns the spec of a ServiceSchema into the schema that it asks for. */
@Singleton
class DesiredSchemas {
    private final Installation installation;

    DesiredSchemas(Installation installation) {
        this.installation = installation;
    }

    /** The service, with the server's defaults where the service says nothing; it keeps to itself. */
    DesiredSchema of(ServiceSchema resource, DatabaseServer server) {
        var spec = resource.getSpec();
        var names = Names.of(resource);
        var marker = installation.marker(resource);
        return new DesiredSchema(
                marker,
                names.schema(),
                new TreeSet<>(names.extraSchemas()),
                names.user(),
                identifiers(spec.searchPath()),
                ServerDefaults.connectionLimit(server, spec.connectionLimit()).orElse(Role.UNLIMITED),
                ServerDefaults.settings(server, spec.settings()),
                new TreeSet<>(identifiers(spec.extensions())),
                Accounts.users(resource).stream()
                        .map(user -> additionalUser(user, marker, names, resource, server))
                        .toList(),
                Set.of(),
                Set.of(),
                AdoptionCheck.isWanted(resource));
    }

    /** What the server's policy and its engine have against the service, all of it together. */
    List<Violation> violations(DesiredSchema service, ResolvedServer resolved) {
        var server = resolved.resource();
        var violations = new ArrayList<Violation>(resolved.server().violations(service));
        Optional.ofNullable(server.getSpec().schemaNamePattern()).ifPresent(pattern -> {
            misnamed("spec.schema", service.schema(), server, pattern).ifPresent(violations::add);
            service.extraSchemas().stream()
                    .flatMap(schema -> misnamed("spec.extraSchemas", schema, server, pattern).stream())
                    .forEach(violations::add);
        });
        if (service.extraSchemas().contains(service.schema())) {
            violations.add(
                    Violation.name("spec.extraSchemas \"%s\" is the first schema of the service already. Remove it."
                            .formatted(service.schema())));
        }
        var allowed = Optional.ofNullable(server.getSpec().allowedExtensions()).orElse(List.of());
        service.extensions().stream()
                .filter(extension -> !allowed.contains(extension.value()))
                .map(extension -> forbidden(extension, server, allowed))
                .forEach(violations::add);
        return violations;
    }

    private static AdditionalUser additionalUser(
            UserSpec user, Marker marker, Names names, ServiceSchema resource, DatabaseServer server) {
        var writes = user.access() == UserSpec.Reach.ReadWrite;
        var searchPath = new ArrayList<>(List.of(names.schema()));
        searchPath.addAll(identifiers(resource.getSpec().searchPath()));
        return new AdditionalUser(
                marker,
                new Identifier(user.name()),
                writes ? AdditionalUser.Reach.READ_WRITE : AdditionalUser.Reach.READ_ONLY,
                ViewPolicy.SERVICE,
                List.of(names.schema()),
                names.extraSchemas(),
                searchPath,
                writes,
                ServerDefaults.connectionLimit(server, user.connectionLimit()).orElse(Role.UNLIMITED),
                ServerDefaults.settings(server, user.settings()));
    }

    private static Optional<Violation> misnamed(
            String field, Identifier schema, DatabaseServer server, String pattern) {
        try {
            return Pattern.matches(pattern, schema.value())
                    ? Optional.empty()
                    : Optional.of(Violation.name(
                            "%s \"%s\" does not match the schemaNamePattern %s of DatabaseServer \"%s\". Choose a name that does."
                                    .formatted(
                                            field,
                                            schema,
                                            pattern,
                                            server.getMetadata().getName())));
        } catch (PatternSyntaxException e) {
            return Optional.of(Violation.name(
                    "The schemaNamePattern %s of DatabaseServer \"%s\" is not a regular expression. The platform team must mend it."
                            .formatted(pattern, server.getMetadata().getName())));
        }
    }

    private static Violation forbidden(Identifier extension, DatabaseServer server, List<String> allowed) {
        return Violation.value(
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
