package dev.lakou.kubernetes.reader;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.api.SecretSpec;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.access.AccessDecisions;
import dev.lakou.kubernetes.access.ResourceIndex;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.server.ServerDefaults;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.StatusUpdater;
import dev.lakou.kubernetes.status.WrittenVersions;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.AdditionalUser.Reach;
import dev.lakou.model.AdditionalUser.ViewPolicy;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Turns SchemaReaders into wishes. */
@Singleton
class ReaderRequests {
    private final Installation installation;
    private final AccessDecisions shares;
    private final ResourceIndex resources;
    private final StatusUpdater<SchemaReader, SchemaReaderStatus> statusUpdater;

    ReaderRequests(
            Installation installation,
            AccessDecisions shares,
            ResourceIndex resources,
            SchemaReaderReport report,
            EventRecorder events,
            WrittenVersions versions) {
        this.installation = installation;
        this.shares = shares;
        this.resources = resources;
        this.statusUpdater = new StatusUpdater<>(report, events, versions);
    }

    ReaderRequest of(SchemaReader resource, ResolvedServer resolved, Context<SchemaReader> context) {
        var granted = shares.of(resource, resolved.server());
        return new ReaderRequest(
                resource,
                resolved,
                additionalUser(resource, resolved.resource(), granted.schemas(), granted.extraSchemas()),
                granted,
                resources,
                statusUpdater,
                context);
    }

    AdditionalUser additionalUser(
            SchemaReader resource, DatabaseServer server, List<Identifier> schemas, List<Identifier> extraSchemas) {
        return additionalUser(resource, server, installation, schemas, extraSchemas);
    }

    static AdditionalUser additionalUser(
            SchemaReader resource,
            DatabaseServer server,
            Installation installation,
            List<Identifier> schemas,
            List<Identifier> extraSchemas) {
        var spec = resource.getSpec();
        return new AdditionalUser(
                installation.marker(resource),
                user(resource),
                Reach.READ_ONLY,
                Boolean.TRUE.equals(spec.includeViews()) ? ViewPolicy.VIEWS : ViewPolicy.NOBODY,
                schemas,
                extraSchemas,
                schemas,
                Boolean.TRUE.equals(spec.temporaryTables()),
                ServerDefaults.connectionLimit(server, spec.connectionLimit()).orElse(Role.UNLIMITED),
                ServerDefaults.settings(server, spec.settings()));
    }

    static Account account(SchemaReader resource) {
        var spec = resource.getSpec();
        return new Account(
                resource,
                user(resource),
                Optional.ofNullable(spec.secret())
                        .map(SecretSpec::name)
                        .orElseGet(() -> resource.getMetadata().getName() + "-database"),
                Optional.ofNullable(spec.secret()),
                Optional.ofNullable(spec.rotation()),
                Optional.ofNullable(resource.getStatus()).map(SchemaReaderStatus::rotation),
                Optional.ofNullable(resource.getStatus()).map(SchemaReaderStatus::secretName));
    }

    private static Identifier user(SchemaReader resource) {
        return new Identifier(Optional.ofNullable(resource.getSpec().user())
                .orElseGet(
                        () -> resource.getMetadata().getName().replace('-', '_').replace('.', '_')));
    }
}
