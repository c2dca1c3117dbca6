package dev.lakou.installation;

import java.util.ArrayList;
import java.util.List;

/** The chart in this repository. */
final class Chart {
    static final String PATH = "helm/lakou";

    private Chart() {}

    /** Renders it as the release {@code lakou}, with values as {@code --set} takes them. */
    static String template(String namespace, String... values) {
        var command = new ArrayList<>(List.of("template", "lakou", PATH, "--namespace", namespace, "--skip-tests"));
        for (var value : values) {
            command.addAll(List.of("--set", value));
        }
        return Cluster.shared().helm(command.toArray(String[]::new));
    }
}
