package dev.lakou.kubernetes.status;

import java.time.Duration;

/** Something is on its way that this process has not seen or done yet; in a moment it is tried again. */
public final class StaleViewException extends RuntimeException {
    /** How long news takes from the API server. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    private final Duration rest;

    public StaleViewException(String message) {
        this(message, MOMENT);
    }

    /** @param rest how long to wait at most, where the end of it is told */
    public StaleViewException(String message, Duration rest) {
        super(message);
        this.rest = rest;
    }

    public Duration rest() {
        return rest;
    }

    public static StaleViewException ofSecret(String name) {
        return new StaleViewException("Secret \"" + name + "\" was changed in the meantime.");
    }
}
