package dev.lakou.kubernetes.status;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Says what the API server did not do and who would not let it. Its own message may quote the object that was sent, and that
 * may be a Secret: only the parts of it are repeated that cannot.
 */
final class ApiRejection {
    private static final String NAME = "(?<name>[A-Za-z0-9._:/-]{1,253})";

    private static final List<Refuser> REFUSERS = List.of(
            new Refuser(
                    "exceeded quota: " + NAME
                            + ", requested: (?<requested>[a-z0-9./=,-]+), used: (?<used>[a-z0-9./=,-]+)"
                            + ", limited: (?<limited>[a-z0-9./=,-]+)",
                    found ->
                            "the ResourceQuota \"%s\" allows %s, in use are %s, and this asks for %s. Remove something of that, or have the quota raised"
                                    .formatted(found.group(1), found.group(4), found.group(3), found.group(2))),
            new Refuser(
                    "ValidatingAdmissionPolicy '" + NAME + "' with binding '(?<binding>[A-Za-z0-9._:/-]{1,253})'",
                    found ->
                            "the ValidatingAdmissionPolicy \"%s\" (binding \"%s\") does not allow it. Ask whoever keeps that policy"
                                    .formatted(found.group(1), found.group(2))),
            new Refuser(
                    "admission webhook \"" + NAME + "\" denied the request",
                    found -> "the admission webhook \"%s\" does not allow it. Ask whoever keeps that webhook"
                            .formatted(found.group(1))),
            new Refuser(
                    "failed calling webhook \"" + NAME + "\"",
                    found -> "the admission webhook \"%s\" does not answer. Ask whoever keeps that webhook"
                            .formatted(found.group(1))),
            new Refuser(
                    "in namespace " + NAME + " because it is being terminated|because it is being terminated",
                    found -> "its namespace is being deleted"),
            new Refuser(
                    "cannot " + NAME + " resource",
                    found -> "Lakou's ServiceAccount may not %s it. Whoever installed Lakou has to give it that right"
                            .formatted(found.group(1))));

    private ApiRejection() {}

    static String words(KubernetesClientException exception) {
        var status = Optional.ofNullable(exception.getStatus());
        var answer = exception.getCode() + " " + status.map(Status::getReason).orElse("without a reason");
        var subject = status.map(Status::getDetails).flatMap(ApiRejection::subject);
        return status.map(Status::getMessage)
                .flatMap(ApiRejection::refuser)
                .map(who -> "The Kubernetes API refuses %s (%s): %s. Retried."
                        .formatted(subject.orElse("a request"), answer, who))
                .orElseGet(() -> "The Kubernetes API answered %s%s; retried."
                        .formatted(answer, subject.map(" for "::concat).orElse("")));
    }

    private static Optional<String> refuser(String message) {
        return REFUSERS.stream().flatMap(one -> one.words(message).stream()).findFirst();
    }

    private static Optional<String> subject(StatusDetails details) {
        return Optional.ofNullable(details.getName())
                .filter(name -> details.getKind() != null && !name.isEmpty())
                .map(name -> details.getKind() + " \"" + name + "\"");
    }

    private record Refuser(Pattern pattern, Function<MatchResult, String> words) {
        Refuser(String pattern, Function<MatchResult, String> words) {
            this(Pattern.compile(pattern), words);
        }

        Optional<String> words(String message) {
            var found = pattern.matcher(message);
            return found.find() ? Optional.of(words.apply(found.toMatchResult())) : Optional.empty();
        }
    }
}
