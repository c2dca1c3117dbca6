package dev.lakou.kubernetes.leadership;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.quarkiverse.operatorsdk.runtime.QuarkusControllerConfiguration;

/**
 * A controller's configuration, but that the reconciler is called for each event, the end of a resource included: so it
 * can put a finalizer on a resource only once one is needed. The extension has the setting, and loses it on the way.
 */
final class AllEvents<R extends HasMetadata> extends QuarkusControllerConfiguration<R> {
    AllEvents(QuarkusControllerConfiguration<R> original) {
        super(
                original.getInformerConfig(),
                original.getName(),
                original.isGenerationAware(),
                original.getAssociatedReconcilerClassName(),
                original.getRetry(),
                original.getRateLimiter(),
                original.maxReconciliationInterval().orElse(null),
                original.getFinalizerName(),
                original.fieldManager(),
                original.getWorkflow(),
                original.getResourceTypeName(),
                original.getResourceClass());
    }

    @Override
    public boolean triggerReconcilerOnAllEvents() {
        return true;
    }
}
