package dev.lakou.image;

import dev.lakou.environment.OperatorProcess;
import dev.lakou.installation.Cluster;
import dev.lakou.installation.Release;
import dev.lakou.installation.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A cluster with the chart installed, in which containers of the image can be started. */
final class Site implements AutoCloseable {
    /** As a limit of 384 MiB would be seen, which a container without cgroups cannot have. */
    static final String MEMORY = "-XX:MaxRAM=384m";

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ACCOUNT = "lakou";
    private static final String CACHE = "lakou.aot";

    private final Cluster cluster = Cluster.shared();
    private final Release release = Release.install(cluster);

    private Site() {}

    static Site prepare() {
        return new Site();
    }

    /** Starts a container of the image, without waiting. */
    OperatorProcess start(Image image, String... options) {
        return container(image)
                .start(Stream.concat(Stream.of(MEMORY), Stream.of(options)).toArray(String[]::new));
    }

    /** Runs a program of the image to its end, and returns what it says. */
    String run(Image image, String... program) throws IOException {
        return container(image).run(List.of(program));
    }

    /** Starts the packaged operator on the Java that this runs on, without waiting. */
    OperatorProcess start(List<String> options) {
        var kubeconfig = cluster.controlPlane().kubeconfigOf(Cluster.NAMESPACE, ACCOUNT);
        return OperatorProcess.launch(kubeconfig, Map.of(), options);
    }

    /** Has the running operator serve a tenant from the first day to the last. */
    void serve() {
        var tenant = new Tenant(cluster, "imagined").moveIn();
        tenant.awaitReady();
        tenant.moveOut();
    }

    /** The image once more, with the cache that Java wrote when the image ended after some work. */
    Image trained(Path base, Image image) throws IOException {
        return Jib.build(base, "aot", "image.aot=" + train(image).getParent());
    }

    private Path train(Image image) throws IOException {
        var container = container(image);
        var cache = container.temporary().resolve(CACHE);
        try (var operator = container.start("-XX:AOTCacheOutput=/tmp/" + CACHE)) {
            operator.awaitReady();
            serve();
            operator.terminate();
            // Java ends once it has assembled the cache.
            Awaitility.await().atMost(LIMIT).until(() -> !operator.isAlive());
        }
        return cache;
    }

    /** How long it takes from the start until the readiness probe succeeds. */
    static Duration timeToReady(Supplier<OperatorProcess> start) {
        var begin = Instant.now();
        try (var operator = start.get()) {
            operator.awaitReady();
            return Duration.between(begin, Instant.now());
        }
    }

    private Container container(Image image) {
        try {
            return Container.of(image, cluster.controlPlane(), Cluster.NAMESPACE, ACCOUNT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        release.close();
    }
}
