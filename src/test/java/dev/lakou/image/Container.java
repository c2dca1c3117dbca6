package dev.lakou.image;

import dev.lakou.environment.ControlPlane;
import dev.lakou.environment.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs an image as a kubelet has it run: its root read-only, with {@code /tmp} and the ServiceAccount mounted, as a user
 * who is not root and can do nothing else.
 *
 * @param image what to run
 * @param mounts a folder with what is mounted: {@code tmp} and {@code account}
 * @param environment as Kubernetes gives it to every pod
 */
record Container(Image image, Path mounts, List<String> environment) {
    private static final String ACCOUNT = "var/run/secrets/kubernetes.io/serviceaccount";

    /** Arguments: the root, what to mount, and the command. This user namespace may mount; the next one may do nothing. */
    private static final String SCRIPT =
            """
            set -e
            mount --bind "$1" "$1"
            mount --rbind /proc "$1/proc"
            mount --rbind /dev "$1/dev"
            mount --bind "$2/tmp" "$1/tmp"
            mount --bind "$2/account" "$1/%s"
            mount -o remount,ro,bind "$1"
            shift 2
            exec env -i "$@"
            """
                    .formatted(ACCOUNT);

    static Container of(Image image, ControlPlane controlPlane, String namespace, String serviceAccount)
            throws IOException {
        var mounts = Files.createTempDirectory(image.root().getParent(), "mounts");
        Files.createDirectory(mounts.resolve("tmp"));
        controlPlane.mountAccount(Files.createDirectory(mounts.resolve("account")), namespace, serviceAccount);
        Files.createDirectories(image.root().resolve(ACCOUNT));
        var server = controlPlane.client().getMasterUrl();
        return new Container(
                image,
                mounts,
                List.of(
                        "HOSTNAME=lakou-0",
                        "KUBERNETES_SERVICE_HOST=" + server.getHost(),
                        "KUBERNETES_SERVICE_PORT=" + server.getPort()));
    }

    /** @param options of the Java runtime, before those of the entrypoint */
    OperatorProcess start(String... options) {
        return OperatorProcess.launch(port -> command(port, List.of(options)));
    }

    /** What the container left in {@code /tmp}. */
    Path temporary() {
        return mounts.resolve("tmp");
    }

    private List<String> command(int port, List<String> options) {
        var command = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", SCRIPT));
        command.addAll(List.of("sh", image.root().toString(), mounts.toString()));
        command.addAll(environment);
        command.addAll(List.of("QUARKUS_HTTP_HOST=127.0.0.1", "QUARKUS_HTTP_PORT=" + port));
        command.addAll(
                List.of("/usr/bin/unshare", "--user", "--map-user=" + image.user(), "--map-group=" + image.group()));
        command.addAll(List.of("--root=" + image.root(), "--wd=" + image.workingDirectory()));
        command.add(image.entrypoint().get(0));
        command.addAll(options);
        command.addAll(image.entrypoint().subList(1, image.entrypoint().size()));
        return command;
    }
}
