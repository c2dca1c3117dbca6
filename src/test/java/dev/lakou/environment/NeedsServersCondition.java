package dev.lakou.environment;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides on {@link NeedsServers}. */
final class NeedsServersCondition implements ExecutionCondition {

    private static final boolean CI = "true".equals(System.getenv("CI"));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var needs = AnnotationSupport.findAnnotation(context.getElement(), NeedsServers.class);
        if (needs.isEmpty()) {
            return ConditionEvaluationResult.enabled("No server is needed");
        }
        try {
            TestEnvironment.shared().start(needs.get().value());
            return ConditionEvaluationResult.enabled("All servers run");
        } catch (EnvironmentMissingException e) {
            if (CI) {
                throw e;
            }
            Progress.say("SKIPPED %s: %s".formatted(context.getDisplayName(), e.getMessage()));
            return ConditionEvaluationResult.disabled(e.getMessage());
        }
    }
}
