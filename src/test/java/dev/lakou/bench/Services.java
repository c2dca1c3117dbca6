package dev.lakou.bench;

import dev.lakou.api.ServiceSchema;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The services of one benchmark: makes them, and knows how long each took until it was Ready. */
final class Services {
    private static final int WRITERS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final KubernetesClient client;
    private final String namespace;
    private final String server;
    private final Map<String, Long> latencies = new ConcurrentHashMap<>();

    Services(KubernetesClient client, String namespace, String server) {
        this.client = client;
        this.namespace = namespace;
        this.server = server;
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    String schema(int number) {
        return name(number).replace('-', '_');
    }

    /** Told apart from those of other namespaces, since their schemas share one server. */
    private String name(int number) {
        return namespace + "-" + number;
    }

    /** Makes these, at once, and waits until all are Ready. */
    void make(int first, int count) throws InterruptedException {
        var begun = new ConcurrentHashMap<String, Long>();
        var left = new CountDownLatch(count);
        var writers = Executors.newFixedThreadPool(WRITERS);
        try (var watch = watch(begun, left)) {
            for (var number = first; number < first + count; number++) {
                var name = name(number);
                writers.execute(() -> {
                    begun.put(name, System.nanoTime());
                    client.resource(service(name)).create();
                });
            }
            if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "%d of %d services are not Ready after %s.".formatted(left.getCount(), count, PATIENCE));
            }
        } finally {
            writers.shutdown();
        }
    }

    void forget() {
        latencies.clear();
    }

    /** In milliseconds, the shortest first. */
    List<Long> latencies() {
        return latencies.values().stream()
                .map(TimeUnit.NANOSECONDS::toMillis)
                .sorted()
                .toList();
    }

    private ServiceSchema service(String name) {
        return Serialization.unmarshal(
                """
                apiVersion: lakou.dev/v1alpha1
                kind: ServiceSchema
                metadata: {namespace: %s, name: %s}
                spec: {serverRef: {name: %s}}
                """
                        .formatted(namespace, name, server),
                ServiceSchema.class);
    }

    private Watch watch(Map<String, Long> begun, CountDownLatch left) {
        return client.resources(ServiceSchema.class).inNamespace(namespace).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, ServiceSchema schema) {
                var name = schema.getMetadata().getName();
                var since = begun.get(name);
                if (since != null
                        && isReady(schema)
                        && latencies.putIfAbsent(name, System.nanoTime() - since) == null) {
                    left.countDown();
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                throw new IllegalStateException("The watch of the benchmark broke.", cause);
            }
        });
    }

    private static boolean isReady(ServiceSchema schema) {
        return schema.getStatus() != null
                && schema.getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }
}
