package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.clients.Program;
import dev.lakou.clients.Program.Ending;
import dev.lakou.environment.ControlPlane;
import dev.lakou.environment.Patience;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cluster in which nobody has installed anything yet, the command lines of its platform team, and a database server. */
public final class Cluster {
    public static final String NAMESPACE = "lakou-system";

    /** For those commands of kubectl that wait. */
    public static final String TIMEOUT = "--timeout=%ds".formatted(Patience.LIMIT.toSeconds());

    private static final Duration LIMIT = Patience.LIMIT.plusMinutes(1);
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Path SCRATCH = HERE.resolve("target/installation");

    private final ControlPlane controlPlane = ControlPlane.start();
    private final PostgresCluster postgres = PostgresCluster.start(
            17, PostgresOptions.standard().with("shared_preload_libraries", "pg_stat_statements"));

    private Cluster() {}

    /** The one that all tests of this package share; each leaves it as it found it. */
    public static Cluster shared() {
        return Holder.SHARED;
    }

    public ControlPlane controlPlane() {
        return controlPlane;
    }

    KubernetesClient client() {
        return controlPlane.client();
    }

    PostgresCluster postgres() {
        return postgres;
    }

    /** Runs helm, which has to succeed; returns what it printed. */
    String helm(String... arguments) {
        return succeeded(tryHelm(arguments), "helm", arguments);
    }

    Ending tryHelm(String... arguments) {
        return run(Tools.HELM, arguments);
    }

    /** Runs kubectl as the cluster's administrator, which has to succeed; returns what it printed. */
    public String kubectl(String... arguments) {
        return succeeded(tryKubectl(arguments), "kubectl", arguments);
    }

    Ending tryKubectl(String... arguments) {
        return run(Tools.KUBECTL, arguments);
    }

    /** Runs what a GitOps tool judges a resource with. */
    String judge(Tools judge, String... arguments) {
        return succeeded(run(judge, arguments), judge.name(), arguments);
    }

    /** Applies YAML as {@code kubectl apply --server-side} does. */
    public void apply(String yaml) {
        kubectl("apply", "--server-side", "-f", file(yaml).toString());
    }

    /** The uid of an object; the namespace is empty for a kind that has none. */
    public String uid(String kind, String namespace, String name) {
        var arguments = new ArrayList<>(List.of("get", kind, name, "-o", "jsonpath={.metadata.uid}"));
        if (!namespace.isEmpty()) {
            arguments.addAll(List.of("-n", namespace));
        }
        return kubectl(arguments.toArray(String[]::new));
    }

    /** The objects that a text of several YAML documents holds. */
    List<HasMetadata> objects(String yaml) {
        return client().load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    /** A file with this text, for a command line. */
    public static Path file(String text) {
        try {
            Files.createDirectories(SCRATCH);
            return Files.writeString(Files.createTempFile(SCRATCH, "input", ".yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a line of a shell, as somebody types it who has helm and kubectl. */
    Ending shell(String line) {
        return run(List.of("sh", "-c", line));
    }

    private Ending run(Tools tool, String... arguments) {
        var command = new ArrayList<>(List.of(tool.program().toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Ending run(List<String> command) {
        var environment = Map.of(
                "PATH",
                Tools.HELM.program().getParent() + ":" + System.getenv("PATH"),
                "KUBECONFIG",
                controlPlane.adminKubeconfig().toString(),
                "HELM_CACHE_HOME",
                SCRATCH.resolve("helm-cache").toString(),
                "HELM_CONFIG_HOME",
                SCRATCH.resolve("helm-config").toString(),
                "HELM_DATA_HOME",
                SCRATCH.resolve("helm-data").toString());
        try {
            return new Program(command, HERE, environment).run(LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String succeeded(Ending ending, String program, String... arguments) {
        assertThat(ending.isSuccess())
                .as("%s %s%n%s%n%s", program, String.join(" ", arguments), ending.output(), ending.errors())
                .isTrue();
        return ending.output();
    }

    /** Starts on first use. */
    private static final class Holder {
        private static final Cluster SHARED = new Cluster();
    }
}
