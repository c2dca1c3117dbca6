package dev.lakou.installation;

import dev.lakou.clients.Program.Ending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The release {@code lakou} in the cluster; closing it uninstalls it and takes the CRDs away. */
public final class Release implements AutoCloseable {
    /** Those without which the others cannot end come last. */
    private static final List<String> KINDS = List.of(
            "schemamoves.lakou.dev",
            "schemareaders.lakou.dev",
            "serviceschemas.lakou.dev",
            "databaseservers.lakou.dev");

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

    /** One that somebody else is to install. */
    static Release planned(Cluster cluster) {
        return new Release(cluster);
    }

    /** Says of the Deployment what its controller would say once all pods are available. */
    void pretendRolledOut() {
        var found = cluster.client()
                .apps()
                .deployments()
                .inNamespace(Cluster.NAMESPACE)
                .withName("lakou")
                .require();
        var replicas = found.getSpec().getReplicas();
        new Kubelet(cluster)
                .say(
                        "deployment/lakou",
                        "{observedGeneration: %d, replicas: %d, updatedReplicas: %2$d, readyReplicas: %2$d, availableReplicas: %2$d}"
                                .formatted(found.getMetadata().getGeneration(), replicas));
    }

    void upgrade(String chart, String... values) {
        cluster.helm(arguments("upgrade", chart, values));
    }

    void rollBack() {
        cluster.helm("rollback", "lakou", "--namespace", Cluster.NAMESPACE);
    }

    /** Runs its test, in which the operator is found on a port of this machine. */
    Ending test(int port) throws IOException {
        cluster.kubectl("delete", "pod", "-n", Cluster.NAMESPACE, "--ignore-not-found", "lakou-ready");
        var ending = CompletableFuture.supplyAsync(
                () -> cluster.tryHelm("test", "lakou", "--namespace", Cluster.NAMESPACE, "--timeout", "60s"));
        new Kubelet(cluster)
                .run("lakou-ready", Map.of("OPERATOR_HOST", "127.0.0.1", "OPERATOR_PORT", String.valueOf(port)));
        return ending.join();
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
        cluster.kubectl("delete", "pod", "-n", Cluster.NAMESPACE, "--ignore-not-found", "lakou-ready");
        for (var kind : KINDS) {
            release(kind);
            cluster.kubectl("delete", "crd", "--ignore-not-found", kind);
        }
        cluster.kubectl("delete", "lease", "--namespace", Cluster.NAMESPACE, "--ignore-not-found", "lakou");
    }

    /** Nobody is left to let go of what a failed test left behind. */
    private void release(String kind) {
        var arguments = "jsonpath={range .items[*]}-n={.metadata.namespace} {.metadata.name};{end}";
        var found = cluster.tryKubectl("get", kind, "-A", "-o", arguments).output();
        for (var object : found.split(";")) {
            if (!object.isBlank()) {
                cluster.shell("kubectl patch " + kind + " " + object
                        + " --type=merge -p '{\"metadata\": {\"finalizers\": null}}'");
            }
        }
    }
}
