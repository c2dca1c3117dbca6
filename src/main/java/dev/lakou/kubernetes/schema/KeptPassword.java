package dev.lakou.kubernetes.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.api.AdoptionSpec;
import dev.lakou.api.AdoptionSpec.PasswordPolicy;
import dev.lakou.api.AdoptionSpec.PasswordReference;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.secret.DnsName;
import dev.lakou.kubernetes.server.AdoptionConsents;
import dev.lakou.kubernetes.server.AdoptionRequest;
import dev.lakou.kubernetes.server.ResolvedServer;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Credential;
import dev.lakou.model.Password;
import dev.lakou.model.State;
import dev.lakou.plan.AdoptionCandidates;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The password that a login has, which goes on working when a service takes the login over. */
final class KeptPassword {
    /** On a Secret: the names of the ServiceSchemas that may take over a login with the password in it, with commas. */
    private static final String CONSENT = "lakou.dev/password-for";

    private static final String DEFAULT_KEY = "password";

    private KeptPassword() {}

    /**
     * The password in the Secret that the resource names; empty where none is kept, or the platform lets the namespace
     * take the login over by no means: it is not tried then, and not copied.
     *
     * @throws StalledException when the Secret that should hold it does not
     */
    static Optional<Password> of(
            ServiceSchema resource, Account account, ResolvedServer resolved, KubernetesClient client) {
        var consents = AdoptionConsents.of(resolved.resource());
        var request = new AdoptionRequest(
                resource.getMetadata().getNamespace(),
                List.of(),
                List.of(account.user().value()),
                List.of());
        return Optional.ofNullable(resource.getSpec().adoption())
                .filter(adoption -> AdoptionCheck.isWanted(resource) && keeps(adoption) && consents.allow(request))
                .map(AdoptionSpec::passwordSecretRef)
                .map(reference -> password(resource, reference, client));
    }

    /** @throws StalledException when a login that is taken over has another password than the one to be kept */
    static void require(ServiceSchema resource, State desired, State actual, AdoptionCandidates candidates) {
        if (Optional.ofNullable(resource.getSpec().adoption())
                .filter(KeptPassword::keeps)
                .isEmpty()) {
            return;
        }
        var taken = candidates.roleNames();
        var users = Accounts.of(resource).stream().map(Account::user).collect(Collectors.toSet());
        desired.credentials().stream()
                .filter(credential -> !actual.credentials().contains(credential))
                .map(Credential::user)
                .filter(user -> taken.contains(user) && users.contains(user))
                .findFirst()
                .ifPresent(user -> {
                    throw refused(
                            "The login \"%s\" exists, and no password in spec.adoption.passwordSecretRef lets it in. Correct that Secret, or set spec.adoption.password to Reset."
                                    .formatted(user));
                });
    }

    /** Whoever may make a ServiceSchema need not be allowed to read Secrets: one is read if it says so itself. */
    private static Password password(ServiceSchema resource, PasswordReference reference, KubernetesClient client) {
        var name = resource.getMetadata().getName();
        var namespace = resource.getMetadata().getNamespace();
        var key = Optional.ofNullable(reference.key()).orElse(DEFAULT_KEY);
        if (!DnsName.is(reference.name())) {
            throw refused("spec.adoption.passwordSecretRef.name \"%s\" is no name of a Secret: %s. Correct it."
                    .formatted(reference.name(), DnsName.RULE));
        }
        var secret = Optional.ofNullable(client.secrets()
                        .inNamespace(namespace)
                        .withName(reference.name())
                        .get())
                .filter(found -> allows(found, name))
                .orElseThrow(() -> refused(
                        "spec.adoption.passwordSecretRef names the Secret \"%s\", and there is none in namespace \"%s\" that lets this ServiceSchema read it. Whoever may write that Secret can: kubectl annotate secret --namespace %s %s %s=%s."
                                .formatted(reference.name(), namespace, namespace, reference.name(), CONSENT, name)));
        return Optional.ofNullable(secret.getData())
                .flatMap(keys -> Optional.ofNullable(keys.get(key)))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), UTF_8))
                .filter(text -> !text.isEmpty())
                .map(Password::new)
                .orElseThrow(() -> refused(
                        "The Secret \"%s\", which spec.adoption.passwordSecretRef names, has nothing under the key %s."
                                .formatted(reference.name(), key)));
    }

    private static boolean allows(Secret secret, String name) {
        return Optional.ofNullable(secret.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(CONSENT))
                .filter(names -> Stream.of(names.split(",")).map(String::strip).anyMatch(name::equals))
                .isPresent();
    }

    private static boolean keeps(AdoptionSpec adoption) {
        return adoption.password() != PasswordPolicy.Reset;
    }

    private static StalledException refused(String why) {
        return new StalledException(Reason.AdoptionRefused, why + " Looked at again every 15 seconds.");
    }
}
