package dev.lakou.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.clients.Program;
import dev.lakou.environment.ControlPlane;
import dev.lakou.environment.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs an image as a kubelet has it run: its root read-only, with {@code /tmp} and the ServiceAccount mounted, as a user
 * who is not root and can do nothing else.
 *
 * @param image what to run
 * @param mounts a folder with what is mounted: {@code tmp} and {@code account}
 * @param environment as the image says, and as Kubernetes gives it to every pod
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
        var environment = new ArrayList<>(image.environment());
        environment.add("HOSTNAME=lakou-0");
        environment.add("KUBERNETES_SERVICE_HOST=" + server.getHost());
        environment.add("KUBERNETES_SERVICE_PORT=" + server.getPort());
        return new Container(image, mounts, environment);
    }

    /** @param options of the Java runtime, before those of the entrypoint */
    OperatorProcess start(String... options) {
        return OperatorProcess.launch(port -> command(port, List.of(options)));
    }

    /** Runs a program of the image to its end, and returns what it says. */
    String run(List<String> program) throws IOException {
        var ending = new Program(inside(List.of(), program), image.root(), Map.of()).run(Duration.ofMinutes(1));
        assertThat(ending.isSuccess()).as(ending.errors()).isTrue();
        return ending.output();
    }

    /** What the container left in {@code /tmp}. */
    Path temporary() {
        return mounts.resolve("tmp");
    }

    private List<String> command(int port, List<String> options) {
        var program = new ArrayList<>(List.of(image.entrypoint().get(0)));
        program.addAll(options);
        program.addAll(image.entrypoint().subList(1, image.entrypoint().size()));
        return inside(List.of("QUARKUS_HTTP_HOST=127.0.0.1", "QUARKUS_HTTP_PORT=" + port), program);
    }

    private List<String> inside(List<String> more, List<String> program) {
        var command = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", SCRIPT));
        command.addAll(List.of("sh", image.root().toString(), mounts.toString()));
        command.addAll(environment);
        command.addAll(more);
        command.addAll(
                List.of("/usr/bin/unshare", "--user", "--map-user=" + image.user(), "--map-group=" + image.group()));
        command.addAll(List.of("--root=" + image.root(), "--wd=" + image.workingDirectory()));
        command.addAll(program);
        return command;
    }
}
