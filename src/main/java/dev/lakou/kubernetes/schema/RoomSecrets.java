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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Secrets that one service should have, and the ones that it has. */
final class RoomSecrets {
    private static final String PASSWORD = "DB_PASSWORD";

    private final ServiceSchema resource;
    private final OwnedSecrets owned;
    private final Names names;
    private final ConnectionDetails details;

    RoomSecrets(ServiceSchema resource, OwnedSecrets owned, ConnectionDetails details) {
        this.resource = resource;
        this.owned = owned;
        this.names = Names.of(resource);
        this.details = details;
    }

    /** The password that a Secret of the service holds already. It is kept nowhere else. */
    static Optional<Password> password(OwnedSecrets owned) {
        return owned.all().stream()
                .map(Secret::getData)
                .filter(data -> data != null && data.containsKey(PASSWORD))
                .map(data -> new String(Base64.getDecoder().decode(data.get(PASSWORD)), UTF_8))
                .filter(text -> !text.isEmpty())
                .map(Password::new)
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
        return mistakes;
    }

    void requireFree() {
        owned.requireFree(names.secret());
        names.bindingSecret().ifPresent(owned::requireFree);
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
        return new DesiredSecret(
                name,
                type,
                keys,
                metadata().map(SecretMetadata::labels).orElse(Map.of()),
                metadata().map(SecretMetadata::annotations).orElse(Map.of()));
    }

    private Optional<SecretMetadata> metadata() {
        return Optional.ofNullable(resource.getSpec().secret()).map(SecretSpec::metadata);
    }
}
