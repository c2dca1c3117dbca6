package dev.lakou.kubernetes.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells people what happened: an event on the resource and a line in the log, once each. */
@Singleton
public class EventRecorder {
    private static final Logger LOG = Logger.getLogger(EventRecorder.class);
    private static final int LONGEST_NOTE = 1024;

    private final KubernetesClient client;
    private final Clock clock;
    private final ReconcileCounts counts;
    private final Announcements announcements = new Announcements();

    public EventRecorder(KubernetesClient client, Clock clock, ReconcileCounts counts) {
        this.client = client;
        this.clock = clock;
        this.counts = counts;
    }

    /** Counts what came of a reconciliation, whether it is news or not. */
    void reconciled(HasMetadata resource, Collection<Condition> conditions) {
        Conditions.find(Conditions.READY, conditions)
                .map(Condition::getReason)
                .ifPresent(reason -> counts.reconciled(resource.getKind(), Reason.valueOf(reason)));
    }

    /** Counts that something was found changed by hand. */
    void drifted(HasMetadata resource) {
        counts.drifted(resource);
    }

    /** Announces the changes that were made to a server, if there are any. */
    public void changed(HasMetadata resource, String reason, List<String> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var note = String.join("; ", changes);
        LOG.infof("%s: %s", reason, note);
        counts.changed(resource, reason);
        publish(resource, "Normal", reason, note);
    }

    /** Announces what is about to change, if anything is, and once: what did not succeed is tried again. */
    public void announced(HasMetadata resource, String reason, List<String> changes) {
        if (!changes.isEmpty() && announcements.isNew(resource.getMetadata().getUid(), String.join("; ", changes))) {
            changed(resource, reason, changes);
        }
    }

    /** Announces a problem if the conditions did not tell of it before. */
    public void refused(HasMetadata resource, Collection<Condition> before, Collection<Condition> after) {
        if (Conditions.sayTheSame(before, after)) {
            return;
        }
        Conditions.find(Conditions.READY, after)
                .filter(ready -> ready.getStatus().equals("False"))
                .ifPresent(ready -> {
                    LOG.warnf("%s: %s", ready.getReason(), ready.getMessage());
                    publish(resource, "Warning", ready.getReason(), ready.getMessage());
                });
    }

    /** Announces, once, a problem of which the conditions may not be able to tell. */
    public void refused(HasMetadata resource, Outcome outcome) {
        if (announcements.isNew(resource.getMetadata().getUid(), outcome.message())) {
            failed(resource, outcome.reason().name(), outcome.message());
        }
    }

    /** Announces that something beside the resource could not be done. */
    public void failed(HasMetadata resource, String reason, String note) {
        LOG.warnf("%s: %s", reason, note);
        publish(resource, "Warning", reason, note);
    }

    private void publish(HasMetadata resource, String type, String reason, String note) {
        var metadata = resource.getMetadata();
        var namespace = Optional.ofNullable(metadata.getNamespace()).orElse("default");
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var event = new EventBuilder()
                .withNewMetadata()
                .withGenerateName(metadata.getName() + ".")
                .withNamespace(namespace)
                .endMetadata()
                .withInvolvedObject(new ObjectReferenceBuilder()
                        .withApiVersion(resource.getApiVersion())
                        .withKind(resource.getKind())
                        .withNamespace(metadata.getNamespace())
                        .withName(metadata.getName())
                        .withUid(metadata.getUid())
                        .build())
                .withType(type)
                .withReason(reason)
                .withMessage(note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 3) + "...")
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource()
                .withComponent("lakou")
                .endSource()
                .withReportingComponent("lakou.dev/operator")
                .build();
        try {
            client.v1().events().inNamespace(namespace).resource(event).create();
        } catch (KubernetesClientException e) {
            LOG.warnf("The event %s could not be written: the API answered %d.", reason, e.getCode());
        }
    }
}
