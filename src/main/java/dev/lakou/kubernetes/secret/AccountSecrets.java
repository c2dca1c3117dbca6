package dev.lakou.kubernetes.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.api.SecretSpec;
import dev.lakou.api.SecretSpec.SecretMetadata;
import dev.lakou.connection.ConnectionDetails;
import dev.lakou.kubernetes.status.StaleViewException;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import dev.lakou.model.Violation;
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

/** The Secrets that tell one account's credential: one for an environment, and one for tools where it is wanted. */
public final class AccountSecrets {
    private static final String USER = "DB_USER";
    private static final String PASSWORD = "DB_PASSWORD";

    private final Account account;
    private final OwnedSecrets owned;
    private final ConnectionDetails details;
    private final IssuedPassword issued;

    /** @param issued the issue of the password that is in the details */
    public AccountSecrets(Account account, OwnedSecrets owned, ConnectionDetails details, IssuedPassword issued) {
        this.account = account;
        this.owned = owned;
        this.details = details;
        this.issued = issued;
    }

    /** What a Secret of one of these logins holds already. It is kept nowhere else. */
    public static Optional<IssuedPassword> issued(OwnedSecrets owned, List<Identifier> logins) {
        return owned.all().stream()
                .filter(secret -> value(secret, USER)
                        .filter(user -> logins.contains(new Identifier(user)))
                        .isPresent())
                .flatMap(secret -> value(secret, PASSWORD).map(Password::new).stream()
                        .map(password -> IssuedPassword.of(password, secret.getMetadata())))
                .findFirst();
    }

    public List<Violation> violations() {
        var violations = new ArrayList<>(
                details.violations().stream().map(Violation::value).toList());
        if (metadata()
                .map(SecretMetadata::labels)
                .filter(labels -> labels.containsKey(OwnedSecrets.MANAGED_BY))
                .isPresent()) {
            violations.add(
                    Violation.value("spec.secret.metadata.labels has %s, by which Lakou finds its Secrets. Remove it."
                            .formatted(OwnedSecrets.MANAGED_BY)));
        }
        if (!Collections.disjoint(
                metadata().map(SecretMetadata::annotations).orElse(Map.of()).keySet(), IssuedPassword.ANNOTATIONS)) {
            violations.add(
                    Violation.value("spec.secret.metadata.annotations has one of %s, which Lakou writes. Remove it."
                            .formatted(String.join(", ", IssuedPassword.ANNOTATIONS))));
        }
        return violations;
    }

    public void requireFree() {
        owned.requireFree(account.secret());
        account.bindingSecret().ifPresent(owned::requireFree);
    }

    /** @throws StaleViewException when the Secret is not the one whose credential is about to be replaced */
    public void requireSeen() {
        owned.requireSeen(account.secret());
    }

    /** Makes the Secrets what they should be. @return their names */
    public Set<String> write() {
        var names = new HashSet<>(Set.of(account.secret()));
        owned.write(secret(account.secret(), "Opaque", details.environment().values()));
        account.bindingSecret().ifPresent(name -> {
            var binding = details.binding();
            owned.write(secret(name, binding.type(), binding.data().values()));
            names.add(name);
        });
        return names;
    }

    private DesiredSecret secret(String name, String type, Map<String, String> keys) {
        var annotations = new TreeMap<>(issued.annotations());
        annotations.putAll(metadata().map(SecretMetadata::annotations).orElse(Map.of()));
        return new DesiredSecret(
                name, type, keys, metadata().map(SecretMetadata::labels).orElse(Map.of()), annotations);
    }

    private static Optional<String> value(Secret secret, String key) {
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(key))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), UTF_8))
                .filter(text -> !text.isEmpty());
    }

    private Optional<SecretMetadata> metadata() {
        return account.secretSpec().map(SecretSpec::metadata);
    }
}
