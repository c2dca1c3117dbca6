package dev.lakou.bench;

import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.environment.OperatorProcess;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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

    List<String> schemas(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> name(number).replace('-', '_'))
                .toList();
    }

    /** Told apart from those of other namespaces, since their schemas share one server. */
    private String name(int number) {
        return namespace + "-" + number;
    }

    /** Makes these, at once, and waits until all are Ready. */
    void make(int first, int count) throws InterruptedException {
        await(first, count, Services::isReady, name -> client.resource(service(name))
                .create());
    }

    /** Has them get new credentials, and waits until all have them. */
    void rotate(int first, int count) throws InterruptedException {
        var patch = "{\"metadata\": {\"annotations\": {\"lakou.dev/rotate\": \"benchmark\"}}}";
        await(first, count, Services::isRotated, name -> client.resources(ServiceSchema.class)
                .inNamespace(namespace)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }

    /** Deletes them, and waits until all are gone; their data stays. */
    void delete(int first, int count) throws InterruptedException {
        await(first, count, schema -> false, name -> client.resources(ServiceSchema.class)
                .inNamespace(namespace)
                .withName(name)
                .delete());
    }

    /** Waits until a new process has looked at so many. */
    void awaitLookedAt(OperatorProcess operator, int count) throws InterruptedException {
        while (lookedAt(operator) < count) {
            // Each scrape of so many services is work for the operator that is measured.
            Thread.sleep(500);
        }
    }

    private static double lookedAt(OperatorProcess operator) throws InterruptedException {
        try {
            return operator.get("/q/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("lakou_reconciles_total{") && line.contains("\"ServiceSchema\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does this to each of them, at once, and waits until all are as wanted, or gone. */
    private void await(int first, int count, Predicate<ServiceSchema> isDone, Consumer<String> work)
            throws InterruptedException {
        var begun = new ConcurrentHashMap<String, Long>();
        var left = new CountDownLatch(count);
        var writers = Executors.newFixedThreadPool(WRITERS);
        try (var watch = watch(begun, left, isDone)) {
            for (var number = first; number < first + count; number++) {
                var name = name(number);
                writers.execute(() -> {
                    begun.put(name, System.nanoTime());
                    work.accept(name);
                });
            }
            if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "%d of %d services are not as wanted after %s.".formatted(left.getCount(), count, PATIENCE));
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

    private Watch watch(Map<String, Long> begun, CountDownLatch left, Predicate<ServiceSchema> isDone) {
        return client.resources(ServiceSchema.class).inNamespace(namespace).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, ServiceSchema schema) {
                var name = schema.getMetadata().getName();
                var since = begun.get(name);
                if (since != null
                        && (action == Action.DELETED || isDone.test(schema))
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

    private static boolean isRotated(ServiceSchema schema) {
        return Optional.ofNullable(schema.getStatus())
                .map(ServiceSchemaStatus::rotation)
                .filter(rotation -> rotation.phase() != Phase.Steady)
                .isPresent();
    }
}
