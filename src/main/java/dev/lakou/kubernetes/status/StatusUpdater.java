package dev.lakou.kubernetes.status;

import dev.lakou.kubernetes.reading.Unreadable;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import org.jspecify.annotations.Nullable;

/** Tells what is news of the resources of one kind: in their status, and where it is a problem, by an event. */
public record StatusUpdater<R extends CustomResource<?, @Nullable S>, S>(
        StatusReport<R, S> report, EventRecorder events, WrittenVersions versions) {

    /** Whether the resource is told to be ready, as its present spec wants it. */
    public boolean tellsReady(R resource) {
        return Conditions.find(Conditions.READY, report.current(resource))
                .filter((Condition ready) -> ready.getStatus().equals("True")
                        && resource.getMetadata().getGeneration().equals(ready.getObservedGeneration()))
                .isPresent();
    }

    /** At the end of a reconciliation. */
    public UpdateControl<R> update(R resource, S status, Context<R> context) {
        if (announced(resource, status)) {
            write(resource, status, context);
        }
        return UpdateControl.noUpdate();
    }

    /** At the end of a reconciliation that failed. */
    public ErrorStatusUpdateControl<R> failed(R resource, Exception exception) {
        if (Unreadable.message(resource).isPresent()) {
            // It was told what is wrong with it; that the status could not be written is no news.
            return ErrorStatusUpdateControl.noStatusUpdate();
        }
        var status = report.notReady(resource, Outcome.of(exception));
        return announced(resource, status)
                ? ErrorStatusUpdateControl.patchStatus(report.patch(resource, status))
                : ErrorStatusUpdateControl.noStatusUpdate();
    }

    /** At once: what keeps a resource from being deleted. */
    public void blocked(R resource, Outcome outcome, Context<R> context) {
        var status = report.notReady(resource, outcome);
        if (announced(resource, status)) {
            write(resource, status, context);
        }
    }

    /** At once: what was changed by hand. */
    public void drifted(R resource, Outcome outcome, Context<R> context) {
        var told = Conditions.find(Conditions.DRIFTED, report.current(resource))
                .filter((Condition drifted) -> drifted.getMessage().equals(outcome.message()));
        if (told.isEmpty()) {
            var status = report.notReady(resource, outcome);
            write(resource, status, context);
            resource.setStatus(status);
            events.drifted(resource);
        }
    }

    /** Announces it; false where nothing of it is news. */
    private boolean announced(R resource, S status) {
        events.reconciled(resource, report.conditions(status));
        if (status.equals(resource.getStatus())) {
            return false;
        }
        var conditions = report.conditions(status);
        var unreadable = Unreadable.message(resource);
        if (unreadable.isPresent()
                && Conditions.find(Conditions.READY, conditions)
                        .map(Condition::getMessage)
                        .equals(unreadable)) {
            // The API server may take no status beside such a spec, which then tells nothing of what was told before.
            events.refused(resource, new Outcome(Reason.InvalidSpec, unreadable.get()));
        } else {
            events.refused(resource, report.current(resource), conditions);
        }
        return true;
    }

    private void write(R resource, S status, Context<R> context) {
        versions.wrote(context.resourceOperations().serverSideApplyPrimaryStatus(report.patch(resource, status)));
    }
}
