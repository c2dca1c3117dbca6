package dev.lakou.kubernetes.leadership;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
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
        reconcilers.forEach(reconciler -> register(operator, reconciler, configuration));
        return operator;
    }

    private static <R extends HasMetadata> void register(
            Operator operator, Reconciler<R> reconciler, QuarkusConfigurationService configurations) {
        var configuration = configurations.getConfigurationFor(reconciler);
        var allEvents = new AllEvents<>(configuration);
        allEvents.setParent(configurations);
        operator.register(reconciler, allEvents);
    }
}
