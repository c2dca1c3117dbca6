package dev.lakou.cli.service;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.api.ShareSpec;
import dev.lakou.api.UserSpec;
import dev.lakou.database.SchemaRight;
import dev.lakou.kubernetes.access.Names;
import dev.lakou.model.Marker;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Says of those who hold rights on a service's schema what they are to it. */
record Holders(ServiceSchema resource, String clusterUid) {

    String whose(SchemaRight right) {
        if (right.holder().equals(SchemaRight.EVERYBODY)) {
            return "everybody";
        }
        return right.marker().map(marker -> ofLakou(right, marker)).orElseGet(() -> ofOthers(right));
    }

    private String ofLakou(SchemaRight right, Marker marker) {
        var own = marker.equals(new Marker(
                clusterUid,
                resource.getMetadata().getNamespace(),
                resource.getMetadata().getName()));
        if (own) {
            return "this service: " + part(right.holder());
        }
        var kind = marker.kind() == Marker.Kind.READER ? "SchemaReader" : "ServiceSchema";
        return "%s %s/%s%s"
                .formatted(
                        kind,
                        marker.namespace(),
                        marker.name(),
                        marker.clusterUid().equals(clusterUid) ? "" : " of another cluster");
    }

    private String part(String holder) {
        var name = holder.replaceFirst("@[^@]*$", "");
        var status = Optional.ofNullable(resource.getStatus());
        if (status.map(ServiceSchemaStatus::owner).filter(holder::equals).isPresent()) {
            return "owner of its things";
        }
        if (users().stream().anyMatch(user -> name.equals(user.name()) || name.equals(user.name() + "_2"))) {
            return "additional user";
        }
        var user = Names.of(resource).user().value();
        if (name.equals(user)
                || name.equals(user + "_2")
                || status.map(ServiceSchemaStatus::user).filter(name::equals).isPresent()) {
            return "login";
        }
        return "group of those who share it";
    }

    private List<UserSpec> users() {
        return Optional.ofNullable(resource.getSpec().users()).orElse(List.of());
    }

    private String ofOthers(SchemaRight right) {
        if (right.on().equals("the whole server")) {
            return "administrator";
        }
        if (right.holder().startsWith("lakou_")) {
            return "Lakou";
        }
        var name = right.holder().replaceFirst("@[^@]*$", "");
        var shared = Optional.ofNullable(resource.getSpec().sharedWith()).orElse(List.of()).stream()
                .map(ShareSpec::role)
                .filter(Objects::nonNull)
                .anyMatch(name::equals);
        return shared ? "stranger, by spec.sharedWith" : "stranger";
    }
}
