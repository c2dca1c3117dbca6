package dev.lakou.kubernetes.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.api.SecretSpec;
import dev.lakou.api.SecretSpec.SecretMetadata;
import dev.lakou.connection.ConnectionDetails;
import dev.lakou.kubernetes.status.StaleViewException;
import dev.lakou.model.Identifier;
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

/** The Secrets that tell one account's credential: one for an environment, and one for tools where it is wanted. */
public final class AccountSecrets {
    private static final String USER = "DB_USER";
    private static final String PASSWORD = "DB_PASSWORD";

    private final Account account;
    private final OwnedSecrets owned;
    private final ConnectionDetails details;
    private final Issue issue;

    /** @param issue the issue of the password that is in the details */
    public AccountSecrets(Account account, OwnedSecrets owned, ConnectionDetails details, Issue issue) {
        this.account = account;
        this.owned = owned;
        this.details = details;
        this.issue = issue;
    }

    /** What a Secret of one of these logins holds already. It is kept nowhere else. */
    public static Optional<Issue> issued(OwnedSecrets owned, List<Identifier> logins) {
        return owned.all().stream()
                .filter(secret -> value(secret, USER)
                        .filter(user -> logins.contains(new Identifier(user)))
                        .isPresent())
                .flatMap(secret -> value(secret, PASSWORD).map(Password::new).stream()
                        .map(password -> Issue.of(password, secret.getMetadata())))
                .findFirst();
    }

    public List<Mistake> mistakes() {
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
        var annotations = new TreeMap<>(issue.annotations());
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
        return account.wish().map(SecretSpec::metadata);
    }
}
