package dev.lakou.kubernetes.leadership;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.api.config.InformerStoppedHandler;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Ends the process when a watch ended that nobody ended: it would go on, blind for a kind. The next one begins with a list. */
@Singleton
@Unremovable
class StoppedWatches implements InformerStoppedHandler {
    private static final Logger LOG = Logger.getLogger(StoppedWatches.class);

    private volatile boolean stopped;

    /** Where the process does not end by itself, the kubelet is to end it. */
    boolean isAnyStopped() {
        return stopped;
    }

    @Override
    public void onStop(@SuppressWarnings("rawtypes") SharedIndexInformer informer, @Nullable Throwable cause) {
        if (cause != null) {
            stopped = true;
            LOG.errorf(cause, "The watch of %s ended for good: this process ends, and another begins anew.", informer);
            Quarkus.asyncExit(1);
        }
    }
}
