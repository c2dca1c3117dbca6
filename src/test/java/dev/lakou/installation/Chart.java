package dev.lakou.installation;

/** The chart in this repository. */
final class Chart {
    static final String PATH = "helm/lakou";

    private Chart() {}

    /** Renders it as the release {@code lakou}, with values as {@code --set} takes them. */
    static String template(String values, String moreValues) {
        return Cluster.shared()
                .helm(
                        "template",
                        "lakou",
                        PATH,
                        "--namespace",
                        Cluster.NAMESPACE,
                        "--skip-tests",
                        "--set",
                        values,
                        "--set",
                        moreValues);
    }
}
