package dev.lakou.environment;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** A Kubernetes API server with RBAC, its etcd and its controllers; there is no kubelet, so no pod ever runs. */
public final class ControlPlane implements AutoCloseable {

    private static final long TOKEN_SECONDS = Duration.ofHours(12).toSeconds();

    private final ControlPlaneProcesses processes;
    private final Kubeconfig kubeconfig;
    private final Path adminKubeconfig;
    private final KubernetesClient client;

    private ControlPlane(
            ControlPlaneProcesses processes, Kubeconfig kubeconfig, Path adminKubeconfig, KubernetesClient client) {
        this.processes = processes;
        this.kubeconfig = kubeconfig;
        this.adminKubeconfig = adminKubeconfig;
        this.client = client;
    }

    /** Starts a control plane with an empty store; the caller closes it, or the end of the JVM does. */
    public static ControlPlane start() {
        var binaries = KubernetesBinaries.found();
        var folder = Watchdog.shared().temporaryFolder("kubernetes");
        var admin = Login.generated("admin");

        Progress.say("Kubernetes: starting etcd, kube-apiserver and kube-controller-manager");
        var port = FreePort.next();
        var kubeconfig = new Kubeconfig(
                folder, "https://127.0.0.1:" + port, TestCertificates.shared().authority());
        var adminKubeconfig = kubeconfig.write("admin", "default", admin.password());
        var client = clientOf(adminKubeconfig);
        var processes =
                ControlPlaneProcesses.start(binaries, folder, port, admin, adminKubeconfig, () -> answers(client));
        var controlPlane = new ControlPlane(processes, kubeconfig, adminKubeconfig, client);
        processes.controllerManager().awaitReady(Patience.LIMIT, controlPlane::controllersWork);
        return controlPlane;
    }

    private boolean answers() {
        return answers(client);
    }

    private static boolean answers(KubernetesClient client) {
        return "ok".equals(client.raw("/readyz"));
    }

    // The controllers have no port of their own; an account that only they make says that they are at work.
    private boolean controllersWork() {
        return client.serviceAccounts()
                        .inNamespace("default")
                        .withName("default")
                        .get()
                != null;
    }

    /** A kubeconfig that may do everything. */
    public Path adminKubeconfig() {
        return adminKubeconfig;
    }

    /** A kubeconfig with exactly the rights of a ServiceAccount, which must exist; its token is valid for 12 hours. */
    public Path kubeconfigOf(String namespace, String serviceAccount) {
        return kubeconfigOf(namespace, serviceAccount, kubeconfig);
    }

    /** The same, by way of a proxy. */
    public Path kubeconfigOf(String namespace, String serviceAccount, String url) {
        return kubeconfigOf(
                namespace, serviceAccount, new Kubeconfig(kubeconfig.folder(), url, kubeconfig.authority()));
    }

    private Path kubeconfigOf(String namespace, String serviceAccount, Kubeconfig kubeconfig) {
        var port = URI.create(kubeconfig.url()).getPort();
        return kubeconfig.write(
                "%s-%s-%d".formatted(namespace, serviceAccount, port), namespace, token(namespace, serviceAccount));
    }

    /** Puts into a folder what a kubelet mounts into the pods of a ServiceAccount. */
    public void mountAccount(Path folder, String namespace, String serviceAccount) throws IOException {
        Files.writeString(folder.resolve("token"), token(namespace, serviceAccount));
        Files.writeString(folder.resolve("namespace"), namespace);
        Files.copy(authority(), folder.resolve("ca.crt"));
    }

    /** A token of a ServiceAccount, which must exist; it is valid for 12 hours. */
    public String token(String namespace, String serviceAccount) {
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(TOKEN_SECONDS)
                .endSpec()
                .build();
        var answer = client.serviceAccounts()
                .inNamespace(namespace)
                .withName(serviceAccount)
                .tokenRequest(request);
        return Objects.requireNonNull(answer, "No token was granted")
                .getStatus()
                .getToken();
    }

    public int port() {
        return URI.create(kubeconfig.url()).getPort();
    }

    /** PEM of the authority behind the API server's certificate. */
    public Path authority() {
        return kubeconfig.authority();
    }

    /** A client that may do everything; it is closed with this control plane. */
    public KubernetesClient client() {
        return client;
    }

    /** A client with the rights of a kubeconfig; the caller closes it. */
    public static KubernetesClient clientOf(Path kubeconfig) {
        try {
            var config = new ConfigBuilder(Config.fromKubeconfig(Files.readString(kubeconfig)))
                    .withRequestRetryBackoffLimit(0)
                    .build();
            return new KubernetesClientBuilder().withConfig(config).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the API server as a crash does. */
    public void killApiServer() {
        processes.apiServer().kill();
    }

    public void startApiServerAgain() {
        processes.apiServer().startAgain();
        awaitCustomResources();
    }

    /** Stops the store behind the API server in the middle of whatever it does. */
    public void freezeStore() {
        processes.etcd().freeze();
    }

    public void thawStore() {
        processes.etcd().thaw();
        awaitCustomResources();
    }

    /** Also after their definitions were replaced. */
    public void awaitCustomResources() {
        processes.apiServer().awaitReady(Patience.LIMIT, this::servesCustomResources);
    }

    // The storage of custom resources comes later than /readyz: until then a list is answered by 429, "storage is
    // (re)initializing".
    private boolean servesCustomResources() {
        if (!answers()) {
            return false;
        }
        var definitions = client.apiextensions().v1().customResourceDefinitions();
        for (var definition : definitions.list().getItems()) {
            client.genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(definition))
                    .inAnyNamespace()
                    .list();
        }
        return true;
    }

    /** One JSON line per request: who, verb, object and response code. */
    public Path auditLog() {
        return processes.auditLog();
    }

    @Override
    public void close() {
        client.close();
        processes.stop();
    }
}
