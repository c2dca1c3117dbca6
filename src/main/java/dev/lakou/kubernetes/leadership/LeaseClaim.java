package dev.lakou.kubernetes.leadership;

import dev.lakou.kubernetes.Installation;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/** One replica's claim to the Lease of the installation. Whoever writes must have seen what it overwrites. For one thread. */
final class LeaseClaim {
    /** How long a replica that does not renew it keeps the Lease. */
    static final Duration TERM = Duration.ofSeconds(12);

    private static final String NAME = "lakou";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KubernetesClient client;
    private final Clock clock;
    private final String namespace;
    private final String identity;
    private Optional<Lease> seen = Optional.empty();
    private long firstSeen;

    LeaseClaim(KubernetesClient client, Clock clock, Installation installation, String identity) {
        var impatient = new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestTimeout((int) PATIENCE.toMillis())
                .withRequestRetryBackoffLimit(0)
                .build();
        this.client = client.newClient(impatient).adapt(KubernetesClient.class);
        this.clock = clock;
        this.namespace = installation.namespace();
        this.identity = identity;
    }

    /**
     * Takes the Lease, or renews it.
     *
     * @return whether it is this replica's now
     */
    boolean hold() {
        try {
            if (seen.filter(this::isMine).isEmpty()) {
                look();
            }
            if (seen.isPresent() && !isMine(seen.get()) && !isFree(seen.get())) {
                return false;
            }
            var mine = lease(identity);
            seen = Optional.of(
                    seen.isPresent()
                            ? client.resource(mine).update()
                            : client.resource(mine).create());
            return true;
        } catch (KubernetesClientException e) {
            seen = Optional.empty();
            if (isOutdated(e)) {
                // Somebody else wrote in between. Who holds it is to be looked up.
                look();
                return seen.filter(this::isMine).isPresent();
            }
            throw e;
        }
    }

    /** Lets the next replica have the Lease at once. */
    void release() {
        if (seen.filter(this::isMine).isPresent()) {
            client.resource(lease("")).update();
            seen = Optional.empty();
        }
    }

    /** The other replica that was seen to hold it. */
    Optional<String> holder() {
        return seen.filter(lease -> !isMine(lease)).map(LeaseClaim::holder).filter(holder -> !holder.isEmpty());
    }

    private void look() {
        var found = Optional.ofNullable(resource().get());
        if (!found.map(LeaseClaim::version).equals(seen.map(LeaseClaim::version))) {
            firstSeen = System.nanoTime();
        }
        seen = found;
    }

    private boolean isMine(Lease lease) {
        return identity.equals(holder(lease));
    }

    /** Given back, or not renewed for a whole term, by this replica's own clock: those of two machines may differ. */
    private boolean isFree(Lease lease) {
        return holder(lease).isEmpty() || System.nanoTime() - firstSeen > TERM.toNanos();
    }

    private Lease lease(String holder) {
        var now = clock.instant().atZone(ZoneOffset.UTC);
        var before = seen.map(Lease::getSpec);
        var stays = seen.filter(lease -> holder(lease).equals(holder)).isPresent();
        var transitions = before.map(spec -> spec.getLeaseTransitions()).orElse(0);
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(NAME)
                .withResourceVersion(seen.map(LeaseClaim::version).orElse(null))
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds((int) TERM.toSeconds())
                .withAcquireTime(acquired(stays, now))
                .withRenewTime(now)
                .withLeaseTransitions(stays || holder.isEmpty() ? transitions : transitions + 1)
                .endSpec()
                .build();
    }

    private ZonedDateTime acquired(boolean stays, ZonedDateTime now) {
        return seen.filter(lease -> stays)
                .map(lease -> lease.getSpec().getAcquireTime())
                .orElse(now);
    }

    private Resource<Lease> resource() {
        return client.leases().inNamespace(namespace).withName(NAME);
    }

    private static String holder(Lease lease) {
        return Optional.ofNullable(lease.getSpec().getHolderIdentity()).orElse("");
    }

    private static String version(Lease lease) {
        return lease.getMetadata().getResourceVersion();
    }

    /** Also where the Lease was deleted: it is made anew at the next turn. */
    private static boolean isOutdated(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }
}
