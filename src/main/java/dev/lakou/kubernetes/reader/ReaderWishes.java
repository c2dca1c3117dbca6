package dev.lakou.kubernetes.reader;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.SchemaReaderStatus;
import dev.lakou.api.SecretSpec;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.credential.Account;
import dev.lakou.kubernetes.server.Landlord;
import dev.lakou.kubernetes.server.ServerDefaults;
import dev.lakou.kubernetes.sharing.Directory;
import dev.lakou.kubernetes.sharing.Shares;
import dev.lakou.kubernetes.status.Announcer;
import dev.lakou.kubernetes.status.Teller;
import dev.lakou.model.Guest;
import dev.lakou.model.Guest.Reach;
import dev.lakou.model.Guest.Trust;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.Role;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Turns SchemaReaders into wishes. */
@Singleton
class ReaderWishes {
    private final Installation installation;
    private final Shares shares;
    private final Directory directory;
    private final Teller<SchemaReader, SchemaReaderStatus> teller;

    ReaderWishes(
            Installation installation,
            Shares shares,
            Directory directory,
            SchemaReaderReport report,
            Announcer announcer) {
        this.installation = installation;
        this.shares = shares;
        this.directory = directory;
        this.teller = new Teller<>(report, announcer);
    }

    ReaderWish of(SchemaReader resource, Landlord landlord, Context<SchemaReader> context) {
        var granted = shares.of(resource, landlord.server());
        return new ReaderWish(
                resource,
                landlord,
                guest(resource, landlord.resource(), granted.schemas()),
                granted,
                directory,
                teller,
                context);
    }

    Guest guest(SchemaReader resource, DatabaseServer server, List<Identifier> schemas) {
        var spec = resource.getSpec();
        return new Guest(
                new Marker(
                        installation.clusterUid(),
                        Marker.Kind.READER,
                        resource.getMetadata().getNamespace(),
                        resource.getMetadata().getName()),
                user(resource),
                Reach.READ_ONLY,
                Boolean.TRUE.equals(spec.includeViews()) ? Trust.VIEWS : Trust.NOBODY,
                schemas,
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
                Optional.ofNullable(resource.getStatus()).map(SchemaReaderStatus::rotation));
    }

    private static Identifier user(SchemaReader resource) {
        return new Identifier(Optional.ofNullable(resource.getSpec().user())
                .orElseGet(
                        () -> resource.getMetadata().getName().replace('-', '_').replace('.', '_')));
    }
}
