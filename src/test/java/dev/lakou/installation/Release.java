package dev.lakou.installation;

import java.util.ArrayList;
import java.util.List;

/** The release {@code lakou} in the cluster; closing it uninstalls it and takes the CRDs away. */
public final class Release implements AutoCloseable {
    private final Cluster cluster;

    private Release(Cluster cluster) {
        this.cluster = cluster;
    }

    /** @param values as {@code --set} takes them */
    public static Release install(Cluster cluster, String... values) {
        return installChart(cluster, Chart.PATH, values);
    }

    static Release installChart(Cluster cluster, String chart, String... values) {
        cluster.helm(arguments("install", chart, values));
        return new Release(cluster);
    }

    void upgrade(String chart, String... values) {
        cluster.helm(arguments("upgrade", chart, values));
    }

    void rollBack() {
        cluster.helm("rollback", "lakou", "--namespace", Cluster.NAMESPACE);
    }

    void uninstall() {
        cluster.helm("uninstall", "lakou", "--namespace", Cluster.NAMESPACE, "--wait", "--ignore-not-found");
    }

    private static String[] arguments(String verb, String chart, String... values) {
        var arguments =
                new ArrayList<>(List.of(verb, "lakou", chart, "--namespace", Cluster.NAMESPACE, "--create-namespace"));
        if (verb.equals("upgrade")) {
            arguments.remove("--create-namespace");
        }
        for (var value : values) {
            arguments.addAll(List.of("--set", value));
        }
        return arguments.toArray(String[]::new);
    }

    @Override
    public void close() {
        uninstall();
        cluster.kubectl("delete", "crd", "--ignore-not-found", "databaseservers.lakou.dev", "serviceschemas.lakou.dev");
        cluster.kubectl("delete", "lease", "--namespace", Cluster.NAMESPACE, "--ignore-not-found", "lakou");
    }
}
