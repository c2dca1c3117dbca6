package dev.lakou.kubernetes.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lakou.kubernetes.status.EventRecorder;
import dev.lakou.kubernetes.status.ReconcileCounts;
import dev.lakou.model.Password;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches the API server, and what is told, when Deployments are to be restarted. */
class RestartsTest {
    private static final String PATH = "/apis/apps/v1/namespaces/shop/deployments/";

    /** Each request with its path, and its body where it writes. */
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

    private Map<String, String> deployments = Map.of();
    private int refusal;
    private HttpServer api;
    private KubernetesClient client;

    @BeforeEach
    void start() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", this::answer);
        api.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + api.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    @AfterEach
    void end() {
        client.close();
        api.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "basket,orders", "basket, orders"})
    void restartsADeploymentThatNamesTheResource(String consent) {
        deployments = Map.of("web", consent);

        rotate("web");

        assertThat(requests).anyMatch(request -> request.startsWith("PATCH " + PATH + "web"));
        assertThat(requests).noneMatch(request -> request.contains("RestartFailed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "order", "orders2", "*"})
    void leavesADeploymentThatDoesNotNameTheResource(String consent) {
        deployments = Map.of("web", consent);

        rotate("web");

        assertThat(requests).noneMatch(request -> request.startsWith("PATCH"));
        assertThat(requests)
                .anyMatch(request -> request.contains("RestartFailed")
                        && request.contains("lakou.dev/restart-after-rotation: orders"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../other/deployments/web",
                "web/scale",
                "web?dryRun=All",
                "web#x",
                "..",
                "%2e%2e",
                "Web",
                "web\n",
                " web",
                ""
            })
    void asksForNothingThatIsNoName(String name) {
        rotate(name);

        assertThat(requests).noneMatch(request -> request.contains("/apis/apps/"));
        assertThat(requests).anyMatch(request -> request.contains("that is not the name of a Deployment"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | the platform team did not give Lakou the right to restart Deployments here",
                "404 | there is none of this name",
                "500 | the API answered 500"
            })
    void tellsWhyItCannot(int code, String told) {
        refusal = code;

        rotate("web");

        assertThat(requests).anyMatch(request -> request.contains("RestartFailed") && request.contains(told));
    }

    @Test
    void goesOnWithTheNextOne() {
        deployments = Map.of("worker", "orders");

        rotate("web", "worker");

        assertThat(requests).anyMatch(request -> request.startsWith("PATCH " + PATH + "worker"));
    }

    private void rotate(String... restart) {
        var account = AccountBuilder.anAccount().restarting(restart).build();
        var issued = new IssuedPassword(new Password("secret"), 1, AccountBuilder.ISSUED, Optional.empty());
        new Restarts(client, new EventRecorder(client, Clock.systemUTC(), new ReconcileCounts()))
                .after(new RotationState(account, issued, AccountBuilder.ONE_LOGIN));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().toString();
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add(exchange.getRequestMethod() + " " + path + " " + body);
        var deployment = path.startsWith(PATH)
                ? Optional.ofNullable(
                        deployments.get(path.substring(PATH.length()).replaceFirst("\\?.*", "")))
                : Optional.<String>empty();
        var answer = path.startsWith(PATH)
                ? deployment
                        .map(consent -> deployment(path.replaceAll(".*/|\\?.*", ""), consent))
                        .orElse("{\"kind\": \"Status\", \"apiVersion\": \"v1\"}")
                : body;
        var code = path.startsWith(PATH) && deployment.isEmpty() ? refusal == 0 ? 404 : refusal : 200;
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, answer.getBytes(UTF_8).length);
        exchange.getResponseBody().write(answer.getBytes(UTF_8));
        exchange.close();
    }

    private static String deployment(String name, String consent) {
        return """
                {"apiVersion": "apps/v1", "kind": "Deployment",
                 "metadata": {"name": "%s", "namespace": "shop", "annotations": {"lakou.dev/restart-after-rotation": "%s"}}}
                """
                .formatted(name, consent);
    }
}
