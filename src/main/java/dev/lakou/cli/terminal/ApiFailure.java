package dev.lakou.cli.terminal;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an API server answered that did not do what it was asked, in words. */
final class ApiFailure {
    /** As the API server says who may not do what. */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "(?:.*: )?User \"(?<user>[^\"]+)\" cannot (?<verb>\\S+) resource \"(?<resource>[^\"]+)\" in API group"
                    + " \"(?<group>[^\"]*)\" (?:at the cluster scope|in the namespace \"(?<namespace>[^\"]+)\").*",
            Pattern.DOTALL);

    private ApiFailure() {}

    static String words(KubernetesClientException exception) {
        var said = Optional.ofNullable(exception.getStatus())
                .map(Status::getMessage)
                .or(() -> Optional.ofNullable(exception.getMessage()))
                .orElse("no reason given");
        if (exception.getCode() <= 0) {
            return "The API server does not answer: %s".formatted(cause(exception));
        }
        return switch (exception.getCode()) {
            case HttpURLConnection.HTTP_FORBIDDEN -> forbidden(said);
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                "The API server does not know you (401): your kubeconfig holds no credential that is valid now.";
            case HttpURLConnection.HTTP_NOT_FOUND ->
                "The API server has no such thing: %s. Is Lakou installed (kubectl get crd serviceschemas.lakou.dev)?"
                        .formatted(said);
            default -> "The API server refuses: %s".formatted(said);
        };
    }

    private static String forbidden(String said) {
        var parts = FORBIDDEN.matcher(said);
        if (!parts.matches()) {
            return "The API server forbids it: " + said;
        }
        var where = Optional.ofNullable(parts.group("namespace"))
                .map(namespace -> "in namespace \"%s\"".formatted(namespace))
                .orElse("in the whole cluster");
        return "You (\"%s\") may not do this. Missing right: verb %s on %s %s. Who looks after the cluster can give it with a %s of the rule {apiGroups: [\"%s\"], resources: [\"%s\"], verbs: [\"%s\"]}."
                .formatted(
                        parts.group("user"),
                        parts.group("verb"),
                        parts.group("resource"),
                        where,
                        parts.group("namespace") == null ? "ClusterRole" : "Role",
                        parts.group("group"),
                        parts.group("resource"),
                        parts.group("verb"));
    }

    private static String cause(Throwable exception) {
        var deepest = exception;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return Optional.ofNullable(deepest.getMessage())
                .orElse(deepest.getClass().getSimpleName());
    }
}
