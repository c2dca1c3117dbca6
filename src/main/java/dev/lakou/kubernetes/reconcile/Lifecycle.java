package dev.lakou.kubernetes.reconcile;

import dev.lakou.kubernetes.status.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a reconciler does with one resource at each point of its life.
 *
 * @param isToldReady whether its status says that it is ready as its present spec wants it
 * @param settle makes it what it should be
 * @param refused tells why it cannot be
 * @param leave ends what is on the server
 * @param blocked tells why that cannot be ended now
 * @param gone tells others that it is there no more
 */
public record Lifecycle<R extends HasMetadata>(
        boolean isToldReady,
        Supplier<UpdateControl<R>> settle,
        Function<Outcome, UpdateControl<R>> refused,
        Runnable leave,
        Consumer<Outcome> blocked,
        Runnable gone) {}
