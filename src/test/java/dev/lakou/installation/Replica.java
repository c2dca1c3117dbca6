package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.OperatorProcess;
import dev.lakou.environment.Patience;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** One replica, started as the kubelet would: with what the Deployment says, as its ServiceAccount, asked by its probes. */
public final class Replica implements AutoCloseable {
    private static final int QUARKUS_PORT = 8080;

    private final OperatorProcess process;
    private final Container container;

    private Replica(OperatorProcess process, Container container) {
        this.process = process;
        this.container = container;
    }

    /** Starts what the Deployment in the cluster describes, and waits until it would get traffic. */
    public static Replica start(Cluster cluster) {
        return start(cluster, "lakou-0");
    }

    /** The same, in a pod of this name. */
    static Replica start(Cluster cluster, String pod) {
        var replica = launch(cluster, pod);
        replica.awaitReady();
        return replica;
    }

    /** Starts it without waiting. */
    static Replica launch(Cluster cluster) {
        return launch(cluster, "lakou-0");
    }

    private static Replica launch(Cluster cluster, String name) {
        var deployment = cluster.client()
                .apps()
                .deployments()
                .inNamespace(Cluster.NAMESPACE)
                .withName("lakou")
                .require();
        var pod = deployment.getSpec().getTemplate().getSpec();
        var container = pod.getContainers().get(0);
        assertThat(container.getCommand()).as("the image's entrypoint decides").isEmpty();
        assertThat(container.getArgs()).isEmpty();
        var environment = container.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
        environment.put("HOSTNAME", name);
        return new Replica(OperatorProcess.launch(kubeconfig(cluster, pod), environment), container);
    }

    private static Path kubeconfig(Cluster cluster, PodSpec pod) {
        return cluster.controlPlane().kubeconfigOf(Cluster.NAMESPACE, pod.getServiceAccountName());
    }

    void awaitReady() {
        var await = Awaitility.await().atMost(Patience.LIMIT).ignoreExceptions();
        await.until(() -> answers(container.getStartupProbe()));
        await.until(() -> answers(container.getReadinessProbe()));
        await.until(() -> answers(container.getLivenessProbe()));
    }

    /** Waits until it ended by itself, and returns what it logged. */
    Path awaitEnd() {
        Awaitility.await().atMost(Patience.LIMIT).until(() -> !process.isAlive());
        return process.log();
    }

    OperatorProcess process() {
        return process;
    }

    /** What the kubelet is told; no answer in time is a failure too. */
    boolean isAlive() throws InterruptedException {
        try {
            return answers(container.getLivenessProbe());
        } catch (IOException e) {
            return false;
        }
    }

    private boolean answers(Probe probe) throws IOException, InterruptedException {
        var port = container.getPorts().get(0);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo(port.getName());
        assertThat(port.getContainerPort()).isEqualTo(QUARKUS_PORT);
        return process.get(probe.getHttpGet().getPath()).statusCode() == 200;
    }

    @Override
    public void close() {
        process.close();
    }
}
