package dev.lakou.kubernetes.secret;

import dev.lakou.api.SecretSpec;
import dev.lakou.api.SecretSpec.SecretMetadata;
import dev.lakou.connection.ConnectionDetails;
import dev.lakou.kubernetes.status.StaleViewException;
import dev.lakou.model.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The Secrets that tell one account's credential: one for an environment, and one for tools where it is wanted. */
public final class AccountSecrets {
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

    /** What keeps the Secrets that the spec describes from being made. */
    public static List<Violation> violations(Account account, ConnectionDetails details) {
        var violations = new ArrayList<>(
                details.violations().stream().map(Violation::value).toList());
        metadata(account).map(SecretMetadata::labels).orElse(Map.of()).keySet().stream()
                .filter(name -> name.equals(SecretLabels.MANAGED_BY) || name.startsWith(SecretLabels.PREFIX))
                .map(name -> Violation.value(
                        "spec.secret.metadata.labels has %s, by which Lakou finds its Secrets. Remove it."
                                .formatted(name)))
                .forEach(violations::add);
        metadata(account).map(SecretMetadata::annotations).orElse(Map.of()).keySet().stream()
                .filter(name -> name.startsWith(IssuedPassword.PREFIX))
                .map(name -> Violation.value(
                        "spec.secret.metadata.annotations has %s: what begins with %s is Lakou's to write. Remove it."
                                .formatted(name, IssuedPassword.PREFIX)))
                .forEach(violations::add);
        return violations;
    }

    public void requireFree() {
        all().forEach(secret -> owned.requireFree(secret.name(), secret.type(), issued.password()));
    }

    /** @throws StaleViewException when the Secret is not the one whose credential is about to be replaced */
    public void requireSeen() {
        owned.requireSeen(account.secret());
    }

    /** Finds out whether the API server would take them, before anything else is changed that needs them. */
    public void tryOut() {
        all().forEach(owned::tryOut);
    }

    /** The names of those that are not what they should be. */
    public List<String> outdated() {
        return all().stream().filter(owned::isOutdated).map(DesiredSecret::name).toList();
    }

    /** Makes the Secrets what they should be. @return their names */
    public Set<String> write() {
        all().forEach(owned::write);
        return all().stream().map(DesiredSecret::name).collect(Collectors.toSet());
    }

    private List<DesiredSecret> all() {
        var all = new ArrayList<DesiredSecret>();
        all.add(secret(account.secret(), "Opaque", details.environment().values()));
        account.bindingSecret().ifPresent(name -> {
            var binding = details.binding();
            all.add(secret(name, binding.type(), binding.data().values()));
        });
        return all;
    }

    private DesiredSecret secret(String name, String type, Map<String, String> keys) {
        return new DesiredSecret(
                name,
                type,
                keys,
                metadata(account).map(SecretMetadata::labels).orElse(Map.of()),
                metadata(account).map(SecretMetadata::annotations).orElse(Map.of()),
                issued);
    }

    private static Optional<SecretMetadata> metadata(Account account) {
        return account.secretSpec().map(SecretSpec::metadata);
    }
}
