package dev.lakou.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What Lakou finds around itself: time, chance, the cluster and its own namespace. */
public final class Environment {
    private Environment() {}

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static RandomGenerator random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    static Installation installation(
            KubernetesClient client, @ConfigProperty(name = "lakou.watch-namespaces") Optional<Set<String>> watched) {
        // require() would hide that it is forbidden.
        var system = Optional.ofNullable(
                        client.namespaces().withName("kube-system").get())
                .orElseThrow(() -> new KubernetesClientException("There is no namespace kube-system."));
        return new Installation(system.getMetadata().getUid(), client.getNamespace(), watched.orElse(Set.of()));
    }
}
