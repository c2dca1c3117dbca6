package dev.lakou.kubernetes.server;

import dev.lakou.api.AllowedNamespaces;
import dev.lakou.api.DatabaseServer;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which namespaces may have schemas on a server. */
public final class NamespaceAccess {
    private NamespaceAccess() {}

    public static boolean allows(DatabaseServer server, Namespace namespace) {
        return Optional.ofNullable(server.getSpec().allowedNamespaces())
                .filter(allowed -> lists(allowed, namespace) || admits(allowed, namespace))
                .isPresent();
    }

    private static boolean lists(AllowedNamespaces allowed, Namespace namespace) {
        return allowed.names() != null
                && allowed.names().contains(namespace.getMetadata().getName());
    }

    private static boolean admits(AllowedNamespaces allowed, Namespace namespace) {
        if (allowed.from() == AllowedNamespaces.From.All) {
            return true;
        }
        var labels = Optional.ofNullable(namespace.getMetadata().getLabels()).orElse(Map.of());
        return allowed.selector() != null && matches(allowed.selector(), labels);
    }

    private static boolean matches(LabelSelector selector, Map<String, String> labels) {
        var wanted = Optional.ofNullable(selector.getMatchLabels()).orElse(Map.of());
        var expressions = Optional.ofNullable(selector.getMatchExpressions()).orElse(List.of());
        return labels.entrySet().containsAll(wanted.entrySet())
                && expressions.stream().allMatch(expression -> matches(expression, labels));
    }

    private static boolean matches(LabelSelectorRequirement expression, Map<String, String> labels) {
        var value = Optional.ofNullable(labels.get(expression.getKey()));
        var values = Optional.ofNullable(expression.getValues()).orElse(List.of());
        return switch (expression.getOperator()) {
            case "In" -> value.filter(values::contains).isPresent();
            case "NotIn" -> value.filter(values::contains).isEmpty();
            case "Exists" -> value.isPresent();
            case "DoesNotExist" -> value.isEmpty();
            default -> false;
        };
    }
}
