package dev.lakou.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.api.ServiceSchema;
import dev.lakou.environment.ControlPlane;
import dev.lakou.environment.Login;
import dev.lakou.environment.OperatorProcess;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lakou in a control plane: its CRDs and rights as shipped, its packaged process as its own ServiceAccount. */
public final class InstalledLakou implements AutoCloseable {
    public static final String NAMESPACE = "lakou-system";

    private final ControlPlane controlPlane;
    private final Manifests manifests;
    private final Optional<OperatorProcess> operator;

    private InstalledLakou(ControlPlane controlPlane, Manifests manifests, Optional<OperatorProcess> operator) {
        this.controlPlane = controlPlane;
        this.manifests = manifests;
        this.operator = operator;
    }

    /** The one that all tests of this JVM share. */
    public static InstalledLakou shared() {
        return Holder.SHARED;
    }

    /** One in a control plane that may be troubled; the caller closes it, or the end of the JVM does. */
    static InstalledLakou alone() {
        return install(ControlPlane.start());
    }

    /** One of its own, in a control plane that has none yet; the caller stops the operator and closes the control plane. */
    static InstalledLakou install(ControlPlane controlPlane) {
        return new InstalledLakou(
                controlPlane, withoutProcess(controlPlane).manifests, Optional.of(start(controlPlane, "lakou-0")));
    }

    /** Its CRDs and rights alone, for tests that start and end its process themselves. */
    static InstalledLakou withoutProcess(ControlPlane controlPlane) {
        var manifests = new Manifests(controlPlane.client());
        manifests.apply(Path.of("crds"));
        manifests.apply(Path.of("deploy/cluster-wide"));
        manifests.apply(Path.of("deploy/restart-deployments"));
        return new InstalledLakou(controlPlane, manifests, Optional.empty());
    }

    private static OperatorProcess start(ControlPlane controlPlane, String replica) {
        return OperatorProcess.start(controlPlane.kubeconfigOf(NAMESPACE, "lakou"), Map.of("HOSTNAME", replica));
    }

    /** Starts another process of this installation and waits until it is ready; the caller closes it. */
    public OperatorProcess replica(String name) {
        return start(controlPlane, name);
    }

    public KubernetesClient client() {
        return controlPlane.client();
    }

    public ControlPlane controlPlane() {
        return controlPlane;
    }

    public OperatorProcess operator() {
        return operator.orElseThrow();
    }

    Manifests manifests() {
        return manifests;
    }

    /** Puts an administrator's login where a DatabaseServer finds it. */
    public void adminSecret(String name, Login login) {
        adminSecret(name, Map.of("username", login.user(), "password", login.password()));
    }

    void adminSecret(String name, Map<String, String> keys) {
        var encoded = new TreeMap<String, String>();
        keys.forEach((key, text) -> encoded.put(key, Base64.getEncoder().encodeToString(text.getBytes(UTF_8))));
        manifests.apply(new SecretBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .endMetadata()
                .withData(encoded)
                .build());
    }

    /** Makes a DatabaseServer that every namespace may use, and waits until it is ready. */
    public void serve(String name, RunningDatabase running, String database, Login administrator) {
        adminSecret(name + "-admin", administrator);
        manifests.apply(Servers.open(name, running, database));
        Team.awaitServerReason(this, name, "Reconciled");
    }

    public Resource<ServiceSchema> serviceSchema(String namespace, String name) {
        return client().resources(ServiceSchema.class).inNamespace(namespace).withName(name);
    }

    /** The keys of a Secret, decoded as a container sees them. */
    public SecretKeys keys(String namespace, String name) {
        return decoded(client().secrets().inNamespace(namespace).withName(name).require());
    }

    public void delete(HasMetadata object) {
        client().resource(object).delete();
    }

    @Override
    public void close() {
        operator.ifPresent(OperatorProcess::close);
        controlPlane.close();
    }

    private static SecretKeys decoded(Secret secret) {
        var keys = new TreeMap<String, String>();
        Optional.ofNullable(secret.getData())
                .orElse(Map.of())
                .forEach((key, text) ->
                        keys.put(key, new String(Base64.getDecoder().decode(text), UTF_8)));
        return new SecretKeys(keys);
    }

    /** Installs on first use. */
    private static final class Holder {
        private static final InstalledLakou SHARED =
                install(TestEnvironment.shared().controlPlane());
    }
}
