package dev.lakou.kubernetes.access;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ShareSpec;
import dev.lakou.api.ShareSpec.ShareKind;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import java.util.List;
import java.util.Optional;

/**
 * Whether a service lets others into its schema. Where it says nothing, those of its own namespace may what they ask
 * for, and others nothing.
 */
final class Consent {
    private Consent() {}

    static boolean given(ServiceSchema owner, ResourceKey asker, Request request) {
        var shares = owner.getSpec().sharedWith();
        if (shares == null) {
            return asker.namespace().equals(owner.getMetadata().getNamespace());
        }
        return shares.stream().filter(share -> names(share, asker)).anyMatch(share -> Request.of(
                        share.tables(), share.columns(), share.privileges())
                .covers(request));
    }

    /** The line that its owner would have to write. */
    static String wanted(ResourceKey asker, Request request) {
        var kind = asker.kind().equals(ShareKind.SchemaReader.name()) ? "kind: SchemaReader, " : "";
        return "{%snamespace: %s, name: %s%s%s%s}"
                .formatted(
                        kind,
                        asker.namespace(),
                        asker.name(),
                        list("tables", request.tables()),
                        list("columns", request.columns()),
                        request.privileges().equals(Request.TO_READ.privileges())
                                ? ""
                                : list(
                                        "privileges",
                                        request.privileges().stream()
                                                .map(Enum::name)
                                                .sorted()
                                                .toList()));
    }

    private static String list(String key, List<String> values) {
        return values.isEmpty() ? "" : ", %s: [%s]".formatted(key, String.join(", ", values));
    }

    private static boolean names(ShareSpec share, ResourceKey asker) {
        var kind = Optional.ofNullable(share.kind()).orElse(ShareKind.ServiceSchema);
        return kind.name().equals(asker.kind())
                && asker.namespace().equals(share.namespace())
                && asker.name().equals(share.name());
    }
}
