package dev.lakou.kubernetes.move;

import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.leadership.LeaderFence;
import dev.lakou.kubernetes.move.CutOver.DoubtException;
import dev.lakou.kubernetes.move.CutOver.UndecidedException;
import dev.lakou.kubernetes.schema.Moving;
import dev.lakou.kubernetes.server.EffectiveServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Predicate;

/** What a move writes on its ServiceSchema. Each write is of one version: whoever read another does not write. */
final class SchemaSwitch {
    private static final int TRIES = 600;
    private static final long PAUSE = 100;
    private static final int HTTP_UNPROCESSABLE = 422;

    private final KubernetesClient client;
    private final LeaderFence fence;
    private final ServiceSchema schema;
    private final String move;

    /** @param move the name of the SchemaMove */
    SchemaSwitch(KubernetesClient client, LeaderFence fence, ServiceSchema schema, String move) {
        this.client = client;
        this.fence = fence;
        this.schema = schema;
        this.move = move;
    }

    /** The ServiceSchema as it is now; empty when it is gone, or another one has its name. */
    Optional<ServiceSchema> now() {
        return Optional.ofNullable(client.resource(schema).get())
                .filter(one ->
                        one.getMetadata().getUid().equals(schema.getMetadata().getUid()));
    }

    /** Says that the move has the service in its hands. */
    void take() {
        mark("\"" + move + "\"", now -> !isMarked(now, move));
    }

    /**
     * From here on an earlier decision that is still on its way is not taken any more.
     *
     * @return whether there was none: the service is not on {@code to}
     */
    boolean callOff(String to) {
        mark(
                "\"" + move + "/\"",
                now -> !isMarked(now, move + "/") && !EffectiveServer.of(now).equals(to));
        return now().filter(one -> EffectiveServer.of(one).equals(to)).isEmpty();
    }

    /** The move has it in its hands no more. */
    void letGo() {
        mark("null", now -> annotation(now, Moving.ANNOTATION).isPresent());
    }

    private void mark(String text, Predicate<ServiceSchema> isWanted) {
        for (var tries = 0; tries < TRIES; tries++) {
            var now = now().filter(isWanted);
            if (now.isEmpty() || isWritten(now.get(), "\"%s\": %s".formatted(Moving.ANNOTATION, text))) {
                return;
            }
        }
        throw new DoubtException("ServiceSchema \"%s\" is changed all the time"
                .formatted(schema.getMetadata().getName()));
    }

    /**
     * The one write that decides: the service is on {@code to} from then on.
     *
     * @throws UndecidedException when the API server does not tell
     * @throws RuntimeException when the service stays where it is
     */
    void decide(String from, String to) {
        var mayBeTaken = false;
        for (var tries = 0; tries < TRIES; tries++) {
            var isSent = false;
            try {
                var now = now().orElseThrow(() -> new DoubtException("the ServiceSchema was deleted"));
                if (EffectiveServer.of(now).equals(to)) {
                    return;
                }
                requireAsBefore(now, from);
                isSent = true;
                if (isWritten(now, decision(now, to))) {
                    return;
                }
            } catch (KubernetesClientException e) {
                if (!mayBeTaken && (!isSent || isRefusal(e))) {
                    throw e;
                }
                // It may have been taken all the same: only another answer tells.
                mayBeTaken = true;
                pause();
            }
            if (!fence.lasts()) {
                break;
            }
        }
        throw new UndecidedException("The API server does not tell whether the service was taken over.");
    }

    private void requireAsBefore(ServiceSchema now, String from) {
        if (!fence.lasts()) {
            throw new UndecidedException("Another replica acts now.");
        }
        if (now.getMetadata().getDeletionTimestamp() != null) {
            throw new DoubtException("the ServiceSchema is being deleted");
        }
        if (Boolean.TRUE.equals(now.getSpec().suspend())) {
            throw new DoubtException("the ServiceSchema is suspended");
        }
        if (!EffectiveServer.of(now).equals(from) || !isMarked(now, move)) {
            throw new DoubtException("somebody changed the annotations %s or %s of the ServiceSchema"
                    .formatted(EffectiveServer.ANNOTATION, Moving.ANNOTATION));
        }
    }

    private static String decision(ServiceSchema now, String to) {
        return "\"%s\": null, \"%s\": %s"
                .formatted(
                        Moving.ANNOTATION,
                        EffectiveServer.ANNOTATION,
                        EffectiveServer.annotation(now, to)
                                .map(text -> "\"" + text + "\"")
                                .orElse("null"));
    }

    /** @return false when it is not of this version any more */
    private boolean isWritten(ServiceSchema now, String annotations) {
        var patch = "{\"metadata\": {\"resourceVersion\": \"%s\", \"annotations\": {%s}}}"
                .formatted(now.getMetadata().getResourceVersion(), annotations);
        try {
            client.resource(now).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isRefusal(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN || e.getCode() == HTTP_UNPROCESSABLE;
    }

    private static boolean isMarked(ServiceSchema schema, String text) {
        return annotation(schema, Moving.ANNOTATION).equals(Optional.of(text));
    }

    private static Optional<String> annotation(ServiceSchema schema, String name) {
        return Optional.ofNullable(schema.getMetadata().getAnnotations())
                .flatMap(all -> Optional.ofNullable(all.get(name)));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UndecidedException("This process ends.");
        }
    }
}
