package dev.lakou.kubernetes.statements;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Answers {@code GET /services/<namespace>/<name>/statements}. */
@Singleton
class StatementsRoute {
    private static final Logger LOG = Logger.getLogger(StatementsRoute.class);

    /** Anybody can ask, and each question is one to Kubernetes and to a server that others need. */
    private static final int AT_ONCE = 4;

    private final Provider<ServiceStatements> statements;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ObjectMapper json = new ObjectMapper();

    /** @param statements asked for once somebody asks: the route is there before it is known whether Lakou may run */
    StatementsRoute(Provider<ServiceStatements> statements) {
        this.statements = statements;
    }

    void route(@Observes Router router) {
        router.get("/services/:namespace/:name/statements").blockingHandler(this::answer, false);
    }

    private void answer(RoutingContext context) {
        if (!places.tryAcquire()) {
            refuse(context, new HttpException(429, "Others are asking. Try again."));
            return;
        }
        try {
            var answer = statements
                    .get()
                    .of(
                            Optional.ofNullable(context.request().getHeader(HttpHeaders.AUTHORIZATION)),
                            part(context, "namespace"),
                            part(context, "name"));
            send(context, 200, "application/json", json.writeValueAsString(answer) + "\n");
        } catch (HttpException refusal) {
            refuse(context, refusal);
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.error("The statements of a service could not be told.", e);
            refuse(context, new HttpException(500, "Lakou failed; its log says why."));
        } finally {
            places.release();
        }
    }

    /** Of a path that the route has matched. */
    private static String part(RoutingContext context, String name) {
        return Objects.requireNonNull(context.pathParam(name));
    }

    private static void refuse(RoutingContext context, HttpException refusal) {
        if (refusal.getStatusCode() == 401) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
        send(context, refusal.getStatusCode(), "text/plain; charset=utf-8", refusal.getPayload() + "\n");
    }

    private static void send(RoutingContext context, int status, String type, String body) {
        var unused = context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(body);
    }
}
