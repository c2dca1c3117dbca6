package dev.lakou.kubernetes.access;

import dev.lakou.api.AccessStatus;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.kubernetes.status.StatusList;
import dev.lakou.model.Access;
import dev.lakou.model.Identifier;
import dev.lakou.model.ObservedAccess;
import dev.lakou.model.RoleShare;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells rights as a status does. */
public final class AccessReport {
    private AccessReport() {}

    /** What a resource may do, as much as fits; null where that is nothing. */
    public static @Nullable List<AccessStatus> ofShares(List<GrantedAccess> shares) {
        return orNull(StatusList.fitting(shares.stream()
                .map(share -> status(share.owner(), share.access()))
                .toList()));
    }

    /** Who may do what, as many as fit; null where nobody may anything. */
    public static @Nullable List<AccessStatus> ofHoldings(
            List<ObservedAccess> observedAccesses, Set<RoleShare> roleShares) {
        var roles = roleShares.stream()
                .map(share -> status("Role", null, share.grantee().toString(), share.access()))
                .sorted(Comparator.comparing(AccessStatus::name));
        return orNull(StatusList.fitting(Stream.concat(
                        observedAccesses.stream()
                                .map(access -> status(ResourceKey.of(access.holder()), access.access())),
                        roles)
                .toList()));
    }

    /** In words, such as {@code SchemaReader data/analytics: SELECT on all tables}. */
    public static String words(AccessStatus status) {
        return "%s %s: %s%s on %s"
                .formatted(
                        status.kind(),
                        status.namespace() == null ? status.name() : status.namespace() + "/" + status.name(),
                        String.join(", ", status.privileges()),
                        status.columns() == null ? "" : " (" + String.join(", ", status.columns()) + ")",
                        status.tables() == null ? "all tables" : String.join(", ", status.tables()));
    }

    private static AccessStatus status(ResourceKey resource, Access access) {
        return status(resource.kind(), resource.namespace(), resource.name(), access);
    }

    private static AccessStatus status(String kind, @Nullable String namespace, String name, Access access) {
        return new AccessStatus(
                kind,
                namespace,
                name,
                orNull(names(access.tables())),
                orNull(names(access.columns())),
                access.privileges().stream().map(Enum::name).sorted().toList());
    }

    private static List<String> names(List<Identifier> identifiers) {
        return identifiers.stream().map(Identifier::value).toList();
    }

    private static <V> @Nullable List<V> orNull(List<V> values) {
        return values.isEmpty() ? null : values;
    }
}
