package dev.lakou.cli.service;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.api.ShareSpec;
import dev.lakou.api.UserSpec;
import dev.lakou.database.SchemaRight;
import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.access.Names;
import dev.lakou.kubernetes.reconcile.ResourceKey;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Says of those who hold rights on a service's schema what they are to it. */
record Holders(ServiceSchema resource, Installation installation, SharedServer server) {

    String whose(SchemaRight right) {
        if (right.holder().equals(SchemaRight.EVERYBODY)) {
            return "everybody";
        }
        return right.marker().map(marker -> ofLakou(right, marker)).orElseGet(() -> ofOthers(right));
    }

    private String ofLakou(SchemaRight right, Marker marker) {
        if (marker.equals(installation.marker(resource))) {
            return "this service: " + part(right.holder());
        }
        return "%s %s/%s%s"
                .formatted(
                        ResourceKey.of(marker).kind(),
                        marker.namespace(),
                        marker.name(),
                        marker.clusterUid().equals(installation.clusterUid()) ? "" : " of another cluster");
    }

    private String part(String holder) {
        var name = user(holder);
        var status = Optional.ofNullable(resource.getStatus());
        if (status.map(ServiceSchemaStatus::owner).filter(holder::equals).isPresent()) {
            return "owner of its things";
        }
        if (users().stream().anyMatch(user -> isLoginOf(new Identifier(user.name()), name))) {
            return "additional user";
        }
        if (isLoginOf(Names.of(resource).user(), name)
                || status.map(ServiceSchemaStatus::user).filter(name::equals).isPresent()) {
            return "login";
        }
        return "group of those who share it";
    }

    /** As specs name it: MySQL's accounts of any host, and MariaDB's roles, without a host. */
    private static String user(String holder) {
        return holder.replaceFirst("@%?$", "");
    }

    private boolean isLoginOf(Identifier user, String name) {
        return server.logins(user).stream().map(Identifier::value).anyMatch(name::equals);
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
        var name = user(right.holder());
        var shared = Optional.ofNullable(resource.getSpec().sharedWith()).orElse(List.of()).stream()
                .map(ShareSpec::role)
                .filter(Objects::nonNull)
                .anyMatch(name::equals);
        return shared ? "stranger, by spec.sharedWith" : "stranger";
    }
}
