package dev.lakou.kubernetes.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.api.SecretSpec;
import dev.lakou.api.SecretSpec.SecretMetadata;
import dev.lakou.api.ServiceSchema;
import dev.lakou.connection.ConnectionDetails;
import dev.lakou.model.Mistake;
import dev.lakou.model.Password;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The Secrets that one service should have, and the ones that it has. */
final class RoomSecrets {
    private static final String PASSWORD = "DB_PASSWORD";

    private final ServiceSchema resource;
    private final OwnedSecrets owned;
    private final Names names;
    private final ConnectionDetails details;
    private final Issue issue;

    /** @param issue the issue of the password that is in the details */
    RoomSecrets(ServiceSchema resource, OwnedSecrets owned, ConnectionDetails details, Issue issue) {
        this.resource = resource;
        this.owned = owned;
        this.names = Names.of(resource);
        this.details = details;
        this.issue = issue;
    }

    /** What a Secret of the service holds already. It is kept nowhere else. */
    static Optional<Issue> issued(OwnedSecrets owned) {
        return owned.all().stream()
                .flatMap(secret -> password(secret).stream().map(password -> Issue.of(password, secret.getMetadata())))
                .findFirst();
    }

    List<Mistake> mistakes() {
        var mistakes =
                new ArrayList<>(details.mistakes().stream().map(Mistake::value).toList());
        if (metadata()
                .map(SecretMetadata::labels)
                .filter(labels -> labels.containsKey(OwnedSecrets.MANAGED_BY))
                .isPresent()) {
            mistakes.add(
                    Mistake.value("spec.secret.metadata.labels has %s, by which Lakou finds its Secrets. Remove it."
                            .formatted(OwnedSecrets.MANAGED_BY)));
        }
        if (!Collections.disjoint(
                metadata().map(SecretMetadata::annotations).orElse(Map.of()).keySet(), Issue.ANNOTATIONS)) {
            mistakes.add(Mistake.value("spec.secret.metadata.annotations has one of %s, which Lakou writes. Remove it."
                    .formatted(String.join(", ", Issue.ANNOTATIONS))));
        }
        return mistakes;
    }

    void requireFree() {
        owned.requireFree(names.secret());
        names.bindingSecret().ifPresent(owned::requireFree);
    }

    /** @throws StaleViewException when the Secret is not the one whose credential is about to be replaced */
    void requireSeen() {
        owned.requireSeen(names.secret());
    }

    /** Makes the Secrets what they should be, and deletes those that went out of use. */
    void write() {
        var wanted = new HashSet<>(Set.of(names.secret()));
        owned.write(secret(names.secret(), "Opaque", details.environment().values()));
        names.bindingSecret().ifPresent(name -> {
            var binding = details.binding();
            owned.write(secret(name, binding.type(), binding.data().values()));
            wanted.add(name);
        });
        owned.deleteAllBut(wanted);
    }

    private DesiredSecret secret(String name, String type, Map<String, String> keys) {
        var annotations = new TreeMap<>(issue.annotations());
        annotations.putAll(metadata().map(SecretMetadata::annotations).orElse(Map.of()));
        return new DesiredSecret(
                name, type, keys, metadata().map(SecretMetadata::labels).orElse(Map.of()), annotations);
    }

    private static Optional<Password> password(Secret secret) {
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(PASSWORD))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), UTF_8))
                .filter(text -> !text.isEmpty())
                .map(Password::new);
    }

    private Optional<SecretMetadata> metadata() {
        return Optional.ofNullable(resource.getSpec().secret()).map(SecretSpec::metadata);
    }
}
