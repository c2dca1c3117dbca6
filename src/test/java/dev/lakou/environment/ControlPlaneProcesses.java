package dev.lakou.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The three processes of a control plane and their flags; all listen on loopback only. */
record ControlPlaneProcesses(ChildProcess etcd, ChildProcess apiServer, ChildProcess controllerManager, Path auditLog) {

    private static final String AUDIT_POLICY =
            """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
            - level: Metadata
            """;

    private static final String CONTROLLERS = String.join(
            ",",
            "namespace-controller",
            "garbage-collector-controller",
            "serviceaccount-controller",
            "serviceaccount-token-controller",
            "clusterrole-aggregation-controller",
            "resourcequota-controller");

    /** They hold little, and not for long: garbage is collected less often. */
    private static final Map<String, String> RARE_COLLECTIONS = Map.of("GOGC", "400");

    static ControlPlaneProcesses start(
            KubernetesBinaries binaries,
            Path folder,
            int port,
            Login admin,
            Path adminKubeconfig,
            Callable<Boolean> answers) {
        var auditLog = ChildProcess.newLog("kubernetes-audit");
        var etcdUrl = "http://127.0.0.1:" + FreePort.next();
        var etcd = start("etcd", etcd(binaries.etcd(), folder, etcdUrl));
        var apiServer =
                start("kube-apiserver", apiServer(binaries.apiServer(), folder, port, etcdUrl, admin, auditLog));
        // The controllers wait ten seconds for an API server, which may not be enough on a busy machine.
        apiServer.awaitReady(Patience.LIMIT, answers);
        var controllerManager =
                start("kube-controller-manager", controllerManager(binaries.controllerManager(), adminKubeconfig));
        return new ControlPlaneProcesses(etcd, apiServer, controllerManager, auditLog);
    }

    // On SIGTERM the API server takes ten seconds to say goodbye to its watchers.
    private static ChildProcess start(String name, List<String> command) {
        return ChildProcess.start(name, command, RARE_COLLECTIONS, "KILL");
    }

    private static List<String> etcd(Path binary, Path folder, String url) {
        var peerUrl = "http://127.0.0.1:" + FreePort.next();
        return List.of(
                binary.toString(),
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + url,
                "--advertise-client-urls=" + url,
                "--listen-peer-urls=" + peerUrl,
                "--initial-advertise-peer-urls=" + peerUrl,
                "--initial-cluster=default=" + peerUrl,
                "--unsafe-no-fsync",
                "--log-level=warn");
    }

    private static List<String> apiServer(
            Path binary, Path folder, int port, String etcdUrl, Login admin, Path auditLog) {
        var certificates = TestCertificates.shared();
        var tokens = write(folder, "tokens.csv", "%s,%s,1,system:masters%n".formatted(admin.password(), admin.user()));
        return List.of(
                binary.toString(),
                "--etcd-servers=" + etcdUrl,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--tls-cert-file=" + certificates.certificate(),
                "--tls-private-key-file=" + certificates.key(),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + certificates.key(),
                "--service-account-signing-key-file=" + certificates.key(),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--authorization-mode=RBAC",
                "--token-auth-file=" + tokens,
                // It would publish the server's address in the cluster, and refuses to publish a loopback one.
                "--endpoint-reconciler-type=none",
                "--audit-policy-file=" + write(folder, "audit-policy.yaml", AUDIT_POLICY),
                "--audit-log-path=" + auditLog);
    }

    private static List<String> controllerManager(Path binary, Path kubeconfig) {
        return List.of(
                binary.toString(),
                "--kubeconfig=" + kubeconfig,
                "--controllers=" + CONTROLLERS,
                "--service-account-private-key-file="
                        + TestCertificates.shared().key(),
                "--use-service-account-credentials=false",
                "--leader-elect=false",
                "--secure-port=0");
    }

    private static Path write(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        controllerManager.stop();
        apiServer.stop();
        etcd.stop();
    }
}
