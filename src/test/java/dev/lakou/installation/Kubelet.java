package dev.lakou.installation;

import dev.lakou.clients.Program;
import dev.lakou.clients.Program.Ending;
import dev.lakou.environment.Patience;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Does what a kubelet would, where there is none: runs the container of a pod here, and says how that ended. */
final class Kubelet {

    private final Cluster cluster;

    Kubelet(Cluster cluster) {
        this.cluster = cluster;
    }

    /** @param here what is different on this machine: names are not resolved to pods, for example */
    Ending run(String name, Map<String, String> here) throws IOException {
        var pods = cluster.client().pods().inNamespace(Cluster.NAMESPACE);
        var pod = pods.withName(name)
                .waitUntilCondition(found -> found != null, Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        var container = pod.getSpec().getContainers().get(0);
        var environment = container.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
        environment.putAll(here);
        var ending = new Program(container.getCommand(), Path.of("").toAbsolutePath(), environment).run(Patience.LIMIT);
        say("pod/" + name, "{phase: %s}".formatted(ending.isSuccess() ? "Succeeded" : "Failed"));
        return ending;
    }

    /** Writes a status, as YAML in one line. */
    void say(String object, String status) {
        cluster.kubectl(
                "patch",
                object,
                "-n",
                Cluster.NAMESPACE,
                "--subresource=status",
                "--type=merge",
                "-p",
                "status: %s".formatted(status));
    }
}
