package dev.lakou.kubernetes.schema;

import dev.lakou.api.SecretSpec;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.api.UserSpec;
import dev.lakou.kubernetes.access.Names;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.model.Identifier;
import dev.lakou.model.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The accounts of a service: of the login that owns everything, and of the further users. */
final class Accounts {
    private Accounts() {}

    static List<Account> of(ServiceSchema resource) {
        var accounts = new ArrayList<Account>();
        accounts.add(owner(resource));
        users(resource).forEach(user -> accounts.add(of(user, resource)));
        return accounts;
    }

    static List<UserSpec> users(ServiceSchema resource) {
        return Optional.ofNullable(resource.getSpec().users()).orElse(List.of());
    }

    /** What keeps each of them from having Secrets of its own. */
    static List<Violation> violations(ServiceSchema resource) {
        return SecretNames.violations(of(resource));
    }

    /** The name of its Secret where the spec gives none. */
    private static String secretName(UserSpec user) {
        return Optional.ofNullable(user.secret())
                .map(SecretSpec::name)
                .orElseGet(
                        () -> user.name().replace('_', '-').replace('.', '-').toLowerCase(Locale.ROOT) + "-database");
    }

    private static Account owner(ServiceSchema resource) {
        var names = Names.of(resource);
        return new Account(
                resource,
                names.user(),
                names.secret(),
                Optional.ofNullable(resource.getSpec().secret()),
                Optional.ofNullable(resource.getSpec().rotation()),
                Optional.ofNullable(resource.getStatus()).map(ServiceSchemaStatus::rotation),
                Optional.ofNullable(resource.getStatus()).map(ServiceSchemaStatus::secretName));
    }

    private static Account of(UserSpec user, ServiceSchema resource) {
        return new Account(
                resource,
                new Identifier(user.name()),
                secretName(user),
                Optional.ofNullable(user.secret()),
                Optional.ofNullable(resource.getSpec().rotation()),
                told(user, resource).map(ServiceSchemaStatus.User::rotation),
                told(user, resource).map(ServiceSchemaStatus.User::secretName));
    }

    private static Optional<ServiceSchemaStatus.User> told(UserSpec user, ServiceSchema resource) {
        return Optional.ofNullable(resource.getStatus()).map(ServiceSchemaStatus::users).orElse(List.of()).stream()
                .filter(one -> one.name().equals(user.name()))
                .findFirst();
    }
}
