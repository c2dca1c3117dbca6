package dev.lakou.kubernetes.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The version of each resource that this process wrote last. The informer hears of it a moment later; who decided by what
 * it shows until then would not know of a credential that was just recorded, and take a password for lost.
 */
@Singleton
public final class WrittenVersions {
    /** News that does not come at all is nothing to wait for: a cluster that was restored counts from an earlier version. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Clock clock;
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    public WrittenVersions(Clock clock) {
        this.clock = clock;
    }

    /** @param answer the resource as the API server answered the write */
    public void wrote(HasMetadata answer) {
        version(answer)
                .ifPresent(
                        version -> written.put(answer.getMetadata().getUid(), new Written(version, clock.instant())));
    }

    /** @throws StaleViewException when this process has written a newer version than this one */
    public void requireSeen(HasMetadata resource) {
        var uid = resource.getMetadata().getUid();
        var last = Optional.ofNullable(written.get(uid));
        if (last.isEmpty()) {
            return;
        }
        var seen = version(resource).filter(version -> version < last.get().version());
        if (seen.isPresent() && clock.instant().isBefore(last.get().at().plus(LONGEST))) {
            throw new StaleViewException("The status that was written last is not seen yet.");
        }
        written.remove(uid, last.get());
    }

    public void forget(HasMetadata resource) {
        written.remove(resource.getMetadata().getUid());
    }

    /** Kubernetes lets versions of one kind be compared as numbers. */
    private static Optional<Long> version(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getResourceVersion())
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Long::valueOf);
    }

    private record Written(long version, Instant at) {}
}
