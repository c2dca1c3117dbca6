package dev.lakou.kubernetes.secret;

import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says which fields of a Secret the API server does not take. */
final class SecretRejection {
    private static final int HTTP_UNPROCESSABLE = 422;

    private SecretRejection() {}

    /** Empty where no field is at fault: a quota, a webhook or a policy refuses, and may let it pass later. */
    static Optional<StalledException> of(String name, KubernetesClientException exception) {
        var causes = Optional.ofNullable(exception.getStatus())
                .map(Status::getDetails)
                .map(StatusDetails::getCauses)
                .orElse(List.of());
        if (exception.getCode() != HTTP_UNPROCESSABLE
                || causes.isEmpty()
                || causes.stream().anyMatch(cause -> cause.getField() == null)) {
            return Optional.empty();
        }
        return Optional.of(new StalledException(
                Reason.InvalidSpec,
                "The API server does not take the Secret \"%s\" that spec.secret describes: %s. Correct it."
                        .formatted(
                                name,
                                causes.stream().map(SecretRejection::words).collect(Collectors.joining("; ")))));
    }

    /** Of what is not metadata, only the field is named: the rest could be a value of the Secret. */
    private static String words(StatusCause cause) {
        return cause.getField() + (cause.getField().startsWith("metadata.") ? ": " + cause.getMessage() : "");
    }
}
