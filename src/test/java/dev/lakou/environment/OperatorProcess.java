package dev.lakou.environment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** The packaged operator as a process of its own, as a pod would run it. */
public final class OperatorProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    /** It is started often and runs for seconds or minutes: compiling it well would take more than that gives back. */
    public static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** As src/main/image/pom.xml has them, in a container with the memory that the chart gives it. */
    private static final List<String> RELEASED = List.of(
            "-XX:MaxRAM=384m",
            "-XX:+UseSerialGC",
            "-XX:MaxRAMPercentage=50",
            "-XX:InitialRAMPercentage=12.5",
            "-XX:CompileThresholdScaling=3",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=CompileThresholdScaling,sun.security.provider.SHA2::*,0.1",
            "-XX:TrimNativeHeapInterval=5000");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static volatile List<String> defaultOptions = SHORT_LIVED;

    private final int port;
    private final ChildProcess process;

    private OperatorProcess(int port, ChildProcess process) {
        this.port = port;
        this.process = process;
    }

    /** From now on they run as the image runs them: for measurements. */
    public static void runAsReleased() {
        defaultOptions = RELEASED;
    }

    /** Starts the operator and waits until it is ready. */
    public static OperatorProcess start(Path kubeconfig, Map<String, String> environment) {
        var operator = launch(kubeconfig, environment);
        operator.awaitReady();
        return operator;
    }

    /** Starts the operator without waiting, for those that are not to become ready at once. */
    public static OperatorProcess launch(Path kubeconfig, Map<String, String> environment) {
        return launch(kubeconfig, environment, defaultOptions);
    }

    /** The same, with options for its JVM. */
    public static OperatorProcess launch(Path kubeconfig, Map<String, String> environment, List<String> options) {
        if (!Files.exists(JAR)) {
            throw new EnvironmentMissingException("The operator", JAR.toString(), "run mvn package");
        }
        var port = FreePort.next();
        var all = new HashMap<>(environment);
        all.put("KUBECONFIG", kubeconfig.toString());
        all.putIfAbsent("HOSTNAME", "lakou-0"); // As a pod has one; only replicas need different ones.
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = ChildProcess.start("operator", Command.of(command(java, options), jar()), all, "TERM");
        return new OperatorProcess(port, process);
    }

    /**
     * Starts the operator by another command, which has to make it listen on the loopback port that it is given.
     *
     * @param command the command line for a port
     */
    public static OperatorProcess launch(IntFunction<List<String>> command) {
        var port = FreePort.next();
        return new OperatorProcess(port, ChildProcess.start("operator", command.apply(port), Map.of(), "TERM"));
    }

    private static List<String> command(String java, List<String> options) {
        return options.containsAll(SHORT_LIVED)
                ? Command.of(Command.of(List.of(java), options), ClassArchive.of(JAR, java, SHORT_LIVED))
                : Command.of(List.of(java), options);
    }

    private static List<String> jar() {
        return List.of("-jar", JAR.toString());
    }

    public void awaitReady() {
        process.awaitReady(Patience.LIMIT, this::isReady);
    }

    public boolean isReady() throws IOException, InterruptedException {
        return get("/q/health/ready").statusCode() == 200;
    }

    /** Asks the operator's own HTTP server, for example for {@code /q/metrics}. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, Optional.empty());
    }

    /** The same as somebody, who is known by a header of that name. */
    public HttpResponse<String> get(String path, Optional<String> authorization)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
        authorization.ifPresent(header -> request.header("Authorization", header));
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    public Path log() {
        return process.log();
    }

    /** Ends it as Kubernetes ends a pod: SIGTERM, then after a grace period SIGKILL. */
    public void stop() {
        process.stop();
    }

    /** Sends SIGTERM, and lets it take its time. */
    public void terminate() {
        process.terminate();
    }

    /** Ends it as a crash does. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        stop();
    }
}
