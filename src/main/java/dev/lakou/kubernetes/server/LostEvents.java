package dev.lakou.kubernetes.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The framework drops what comes while it ends another resource of the same name, which in a busy process takes a while:
 * its successor would never be looked at.
 */
public final class LostEvents {
    private static final List<Integer> SECONDS = List.of(1, 5, 20);

    private LostEvents() {}

    /** @param event tells of it once more; told of what is not there, the framework does nothing */
    public static void makeUp(Runnable event) {
        SECONDS.forEach(later ->
                CompletableFuture.delayedExecutor(later, TimeUnit.SECONDS).execute(event));
    }
}
