package dev.lakou.image;

import dev.lakou.installation.Cluster;
import dev.lakou.installation.Release;
import dev.lakou.installation.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/** A cluster with the chart installed, in which containers of the image can be started. */
final class Site implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String CACHE = "lakou.aot";

    private final Cluster cluster = Cluster.shared();
    private final Release release = Release.install(cluster);

    private Site() {}

    static Site prepare() {
        return new Site();
    }

    Container container(Image image) throws IOException {
        return Container.of(image, cluster.controlPlane(), Cluster.NAMESPACE, "lakou");
    }

    /** Has the running operator serve a tenant from the first day to the last. */
    void serve() {
        var tenant = new Tenant(cluster, "imagined").moveIn();
        tenant.awaitReady();
        tenant.moveOut();
    }

    /** Runs the image with work to do, and returns the cache that Java wrote at the end. */
    Path train(Image image) throws IOException {
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

    /** How long the image takes until its readiness probe succeeds. */
    Duration timeToReady(Image image, String... options) throws IOException {
        var begin = Instant.now();
        try (var operator = container(image).start(options)) {
            operator.awaitReady();
            return Duration.between(begin, Instant.now());
        }
    }

    @Override
    public void close() {
        release.close();
    }
}
