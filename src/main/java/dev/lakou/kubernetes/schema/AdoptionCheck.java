package dev.lakou.kubernetes.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.api.AdoptionSpec;
import dev.lakou.api.AdoptionSpec.PasswordPolicy;
import dev.lakou.api.AdoptionSpec.PasswordReference;
import dev.lakou.api.AdoptionSpec.Policy;
import dev.lakou.api.ServiceSchema;
import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.secret.DnsName;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Ownership;
import dev.lakou.model.Password;
import dev.lakou.model.State;
import dev.lakou.plan.Adoption;
import dev.lakou.plan.Planner;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes over what somebody else made under the names of a service, if its resource says so. */
final class AdoptionCheck {
    /** On a Secret: the names of the ServiceSchemas that may take over a login with the password in it, with commas. */
    private static final String CONSENT = "lakou.dev/password-for";

    private static final String DEFAULT_KEY = "password";

    private AdoptionCheck() {}

    static boolean isWanted(ServiceSchema resource) {
        return policy(resource) != Policy.Refuse;
    }

    /**
     * The password that the login has, where it is to be kept.
     *
     * @throws Refusal when the Secret that should hold it does not
     */
    static Optional<Password> keptPassword(ServiceSchema resource, KubernetesClient client) {
        return Optional.ofNullable(resource.getSpec().adoption())
                .filter(adoption -> isWanted(resource) && keeps(adoption))
                .map(AdoptionSpec::passwordSecretRef)
                .map(reference -> password(resource, reference, client));
    }

    /**
     * Looks at what would be taken over before anything is changed.
     *
     * @throws Refusal when it is only to be previewed, or cannot be taken over as it is
     */
    static void check(ServiceSchema resource, State desired, Ownership found, SharedServer server) {
        var actual = found.found();
        if (!Adoption.concerns(desired, actual)) {
            return;
        }
        if (policy(resource) == Policy.Preview) {
            throw new StalledException(
                    Reason.AdoptionPreview,
                    "Nothing is changed. With spec.adoption.policy TakeOver, Lakou will: %s."
                            .formatted(String.join(
                                    "; ",
                                    Planner.plan(desired, found.claim(desired))
                                            .describe())));
        }
        var needs = server.adoptionNeeds(desired, actual);
        if (!needs.isEmpty()) {
            throw new StalledException(
                    Reason.AdminLacksPrivilege,
                    "To take this over, the administrator lacks rights on it. A DBA can run: %s Looked at again every 15 seconds."
                            .formatted(String.join(" ", needs)));
        }
        requireKeptPassword(resource, desired, actual);
    }

    private static void requireKeptPassword(ServiceSchema resource, State desired, State actual) {
        var keeps = Optional.ofNullable(resource.getSpec().adoption())
                .filter(AdoptionCheck::keeps)
                .isPresent();
        for (var credential : desired.credentials()) {
            var taken = actual.role(credential.user()).filter(found -> !found.comment()
                    .equals(desired.role(found.name()).flatMap(role -> role.comment())));
            if (keeps && taken.isPresent() && !actual.credentials().contains(credential)) {
                throw new StalledException(
                        Reason.AdoptionRefused,
                        "The login \"%s\" exists, and no password in spec.adoption.passwordSecretRef lets it in. Correct that Secret, or set spec.adoption.password to Reset. Looked at again every 15 seconds."
                                .formatted(credential.user()));
            }
        }
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
                .orElseThrow(
                        () -> refused(
                                "spec.adoption.passwordSecretRef names the Secret \"%s\", and there is none in namespace \"%s\" that lets this ServiceSchema read it. Whoever may write that Secret can: kubectl annotate secret --namespace %s %s %s=%s. Looked at again every 15 seconds."
                                        .formatted(
                                                reference.name(), namespace, namespace, reference.name(), CONSENT, name)));
        return Optional.ofNullable(secret.getData())
                .flatMap(keys -> Optional.ofNullable(keys.get(key)))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), UTF_8))
                .filter(text -> !text.isEmpty())
                .map(Password::new)
                .orElseThrow(() -> refused(
                        "The Secret \"%s\", which spec.adoption.passwordSecretRef names, has nothing under the key %s. Looked at again every 15 seconds."
                                .formatted(reference.name(), key)));
    }

    private static boolean allows(Secret secret, String name) {
        return Optional.ofNullable(secret.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(CONSENT))
                .filter(names -> Stream.of(names.split(",")).map(String::strip).anyMatch(name::equals))
                .isPresent();
    }

    private static StalledException refused(String message) {
        return new StalledException(Reason.AdoptionRefused, message);
    }

    private static boolean keeps(AdoptionSpec adoption) {
        return adoption.password() != PasswordPolicy.Reset;
    }

    private static Policy policy(ServiceSchema resource) {
        return Optional.ofNullable(resource.getSpec().adoption())
                .map(AdoptionSpec::policy)
                .orElse(Policy.Refuse);
    }
}
