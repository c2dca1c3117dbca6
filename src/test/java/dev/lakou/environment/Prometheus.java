package dev.lakou.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Prometheus, as Debian ships it, that scrapes one process every second. */
public final class Prometheus implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final ChildProcess process;

    private Prometheus(int port, ChildProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Starts one; the caller closes it, or the end of the JVM does.
     *
     * @param target the port on this machine where it finds {@code /q/metrics}
     * @param labels of the target, as YAML
     */
    public static Prometheus start(int target, String labels) {
        var folder = Watchdog.shared().temporaryFolder("prometheus");
        var port = FreePort.next();
        var configuration =
                """
                global: {scrape_interval: 1s}
                scrape_configs:
                - job_name: lakou
                  metrics_path: /q/metrics
                  honor_labels: true
                  static_configs: [{targets: ["127.0.0.1:%d"], labels: %s}]
                """
                        .formatted(target, labels);
        try {
            Files.writeString(folder.resolve("prometheus.yml"), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Progress.say("Prometheus: starting it on port %d".formatted(port));
        var process = ChildProcess.start(
                "prometheus",
                List.of(
                        program("prometheus").toString(),
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port));
        var prometheus = new Prometheus(port, process);
        process.awaitReady(Patience.LIMIT, prometheus::isReady);
        return prometheus;
    }

    /** The tool that checks and tests rules. */
    public static Path promtool() {
        return program("promtool");
    }

    private static Path program(String name) {
        return DebianPackages.ofThisRelease("prometheus").resolve("usr/bin").resolve(name);
    }

    /** The series that an expression gives now. */
    public JsonNode query(String expression) {
        try {
            var answer =
                    new ObjectMapper().readTree(get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8)));
            if (!answer.path("status").asText().equals("success")) {
                throw new IllegalStateException(
                        expression + ": " + answer.path("error").asText());
            }
            return answer.path("data").path("result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() throws IOException {
        return get("/-/ready").contains("Ready");
    }

    private String get(String path) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        process.stop();
    }
}
