package dev.lakou.cli.cluster;

import dev.lakou.cli.terminal.Failure;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster and namespace, in the words of kubectl. */
public final class ClusterOption {
    private static final int PATIENCE = (int) Duration.ofSeconds(15).toMillis();

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Default: KUBECONFIG, or ~/.kube/config.")
    Optional<Path> kubeconfig = Optional.empty();

    @Option(names = "--context", paramLabel = "NAME", description = "The context of the kubeconfig to use.")
    Optional<String> context = Optional.empty();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Default: that of the context.")
    Optional<String> namespace = Optional.empty();

    @Option(
            names = "--lakou-namespace",
            paramLabel = "NAME",
            description = "Where Lakou runs and admin Secrets lie. Default: ${DEFAULT-VALUE}.",
            defaultValue = "lakou-system")
    String lakouNamespace = "lakou-system";

    /** The caller closes it. */
    public Cluster connect() {
        var found = config();
        // A command that was called by a person tells of trouble at once; they can call it again.
        var config = new ConfigBuilder(found)
                .withNamespace(namespace
                        .or(() -> Optional.ofNullable(found.getNamespace()))
                        .orElse("default"))
                .withRequestRetryBackoffLimit(0)
                .withConnectionTimeout(PATIENCE)
                .withRequestTimeout(PATIENCE)
                .build();
        return new Cluster(new KubernetesClientBuilder().withConfig(config).build(), lakouNamespace);
    }

    private Config config() {
        kubeconfig.ifPresent(file -> {
            if (!Files.isReadable(file)) {
                throw new Failure("There is no file \"%s\" to read, which --kubeconfig names.".formatted(file));
            }
        });
        var config = kubeconfig
                .map(file -> context.map(name -> Config.fromKubeconfig(name, file.toFile()))
                        .orElseGet(() -> Config.fromKubeconfig(file.toFile())))
                .orElseGet(() -> Config.autoConfigure(context.orElse(null)));
        context.ifPresent(name -> requireContext(config, name));
        return config;
    }

    private static void requireContext(Config config, String name) {
        var current = Optional.ofNullable(config.getCurrentContext());
        if (current.filter(found -> name.equals(found.getName())).isEmpty()) {
            throw new Failure(
                    "The kubeconfig has no context \"%s\". kubectl config get-contexts lists those that it has."
                            .formatted(name));
        }
    }
}
