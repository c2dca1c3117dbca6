package dev.lakou.kubernetes.schema;

import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.kubernetes.LogContext;
import dev.lakou.kubernetes.server.LetGo;
import dev.lakou.kubernetes.server.Tenancy;
import dev.lakou.kubernetes.status.Announcer;
import dev.lakou.kubernetes.status.Teller;
import dev.lakou.kubernetes.status.Verdict;
import dev.lakou.kubernetes.upkeep.Rounds;
import dev.lakou.kubernetes.upkeep.Suspension;
import dev.lakou.kubernetes.upkeep.Upkeep;
import dev.lakou.kubernetes.upkeep.WishChanged;
import dev.lakou.plan.Plan;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;
import java.util.Optional;

/** Keeps each service's room as its ServiceSchema says. */
// comparableResourceVersions: with it, a spec change that races with our status patch is lost (JOSDK #3398).
@ControllerConfiguration(
        name = "serviceschema",
        generationAwareEventProcessing = false,
        informer = @Informer(comparableResourceVersions = false, onUpdateFilter = WishChanged.class))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 1.5, maxInterval = 30000)
public class ServiceSchemaReconciler implements Reconciler<ServiceSchema>, Cleaner<ServiceSchema> {
    private final Tenancy tenancy;
    private final SchemaWishes wishes;
    private final Upkeep upkeep;
    private final Circle circle;
    private final Claims claims;
    private final Departure departure;
    private final ServiceSchemaReport report;
    private final Teller<ServiceSchema, ServiceSchemaStatus> teller;
    private final Announcer announcer;
    private final Rounds rounds;

    ServiceSchemaReconciler(
            Tenancy tenancy,
            SchemaWishes wishes,
            Upkeep upkeep,
            Circle circle,
            Claims claims,
            Departure departure,
            ServiceSchemaReport report,
            Announcer announcer,
            Rounds rounds) {
        this.tenancy = tenancy;
        this.wishes = wishes;
        this.upkeep = upkeep;
        this.circle = circle;
        this.claims = claims;
        this.departure = departure;
        this.report = report;
        this.teller = new Teller<>(report, announcer);
        this.announcer = announcer;
        this.rounds = rounds;
    }

    @Override
    public List<EventSource<?, ServiceSchema>> prepareEventSources(EventSourceContext<ServiceSchema> context) {
        return circle.sources(context);
    }

    @Override
    public UpdateControl<ServiceSchema> reconcile(ServiceSchema resource, Context<ServiceSchema> context) {
        return rounds.reconcile(
                resource, serverName(resource), () -> settle(resource, context), verdict -> tell(resource, verdict));
    }

    @Override
    public ErrorStatusUpdateControl<ServiceSchema> updateErrorStatus(
            ServiceSchema resource, Context<ServiceSchema> context, Exception exception) {
        try (var log = LogContext.of(resource, serverName(resource))) {
            return teller.failed(resource, exception);
        }
    }

    @Override
    public DeleteControl cleanup(ServiceSchema resource, Context<ServiceSchema> context) {
        return rounds.cleanup(
                resource,
                serverName(resource),
                () -> leave(resource, context),
                verdict -> teller.blocked(resource, verdict, context));
    }

    private UpdateControl<ServiceSchema> settle(ServiceSchema resource, Context<ServiceSchema> context) {
        var suspension = new Suspension(Boolean.TRUE.equals(resource.getSpec().suspend()), Tenancy.server(context));
        if (suspension.holds()) {
            return tell(resource, suspension.verdict(preview(resource, context)));
        }
        var landlord = tenancy.admit(resource, serverName(resource), context);
        var wish = wishes.of(resource, landlord, context);
        var kept = upkeep.keep(wish, context);
        var holdings = landlord.server().holdings(wish.room().schema());
        return update(resource, report.furnished(wish, kept, holdings)).rescheduleAfter(kept.rest());
    }

    private Optional<Plan> preview(ServiceSchema resource, Context<ServiceSchema> context) {
        return tenancy.find(context)
                .flatMap(landlord -> upkeep.preview(wishes.of(resource, landlord, context), context));
    }

    private void leave(ServiceSchema resource, Context<ServiceSchema> context) {
        circle.leave(resource);
        if (!LetGo.isWanted(resource)) {
            announcer.changed(resource, "Closed", departure.leave(resource, context));
        }
        claims.free(resource, context);
    }

    private UpdateControl<ServiceSchema> tell(ServiceSchema resource, Verdict verdict) {
        return update(resource, report.unfurnished(resource, verdict));
    }

    private UpdateControl<ServiceSchema> update(ServiceSchema resource, ServiceSchemaStatus status) {
        circle.tell(resource, status);
        return teller.update(resource, status);
    }

    private static String serverName(ServiceSchema resource) {
        return resource.getSpec().serverRef().name();
    }
}
