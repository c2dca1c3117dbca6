package dev.lakou.kubernetes.leadership;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;

/** Makes the operator as the extension does, but for a shutdown hook: that would stop it beside {@link Election}. */
final class HooklessOperator {
    private HooklessOperator() {}

    @Produces
    @ApplicationScoped
    static Operator create(
            QuarkusConfigurationService configuration, Instance<Reconciler<? extends HasMetadata>> reconcilers) {
        var operator = new Operator(configuration);
        reconcilers.forEach(reconciler -> register(operator, reconciler));
        return operator;
    }

    /** Who puts a finalizer on its resources only once it is needed must see all events; the extension forgets to say so. */
    private static <R extends HasMetadata> void register(Operator operator, Reconciler<R> reconciler) {
        operator.register(
                reconciler,
                configuration ->
                        configuration.withTriggerReconcilerOnAllEvents(!(reconciler instanceof Cleaner<?>)));
    }
}
