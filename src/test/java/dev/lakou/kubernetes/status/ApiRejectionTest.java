package dev.lakou.kubernetes.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiRejectionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    secrets "x" is forbidden: exceeded quota: no-secrets, requested: count/secrets=1, used: count/secrets=0, limited: count/secrets=0 | ResourceQuota "no-secrets" allows count/secrets=0
                    secrets "x" is forbidden: ValidatingAdmissionPolicy 'no.secrets' with binding 'all' denied request: DB_PASSWORD is s3cret | ValidatingAdmissionPolicy "no.secrets" (binding "all")
                    admission webhook "check.example.com" denied the request: value s3cret is bad | webhook "check.example.com" does not allow
                    Internal error occurred: failed calling webhook "check.example.com": Post "https://s3cret" | webhook "check.example.com" does not answer
                    secrets "x" is forbidden: User "system:serviceaccount:lakou-system:lakou" cannot patch resource "secrets" in API group "" in the namespace "a" | may not patch
                    secrets "x" is forbidden: unable to create new content in namespace a because it is being terminated | namespace is being deleted
                    """)
    void namesWhoRefusesAndRepeatsNoValue(String answer, String words) {
        var said = Outcome.of(exception(403, "Forbidden", answer)).message();

        assertThat(said).contains(words, "secrets \"x\"", "403").doesNotContain("s3cret");
    }

    @Test
    void saysOfOtherAnswersWhatTheyAre() {
        var said = Outcome.of(exception(500, "InternalError", "boom s3cret")).message();

        assertThat(said).isEqualTo("The Kubernetes API answered 500 InternalError for secrets \"x\"; retried.");
    }

    private static KubernetesClientException exception(int code, String reason, String message) {
        return new KubernetesClientException(new StatusBuilder()
                .withCode(code)
                .withReason(reason)
                .withMessage(message)
                .withNewDetails()
                .withKind("secrets")
                .withName("x")
                .endDetails()
                .build());
    }
}
