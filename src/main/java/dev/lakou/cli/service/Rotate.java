package dev.lakou.cli.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lakou.api.RotationStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.cli.cluster.Cluster;
import dev.lakou.cli.cluster.ClusterOption;
import dev.lakou.cli.terminal.Failure;
import dev.lakou.cli.terminal.OutputOption;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.status.Conditions;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for another credential of a service. */
@Command(
        name = "rotate",
        description =
                "Asks Lakou to give a ServiceSchema another credential, and tells what came of it. The present one goes"
                        + " on working for the overlap.")
public final class Rotate implements Runnable {
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A condition of an earlier request may stand for so long. */
    private static final Duration NEWS = Duration.ofSeconds(5);

    private final Terminal terminal;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Parameters(paramLabel = "SCHEMA", description = "The name of the ServiceSchema.")
    private String name = "";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for Lakou. Default: ${DEFAULT-VALUE}.",
            defaultValue = "60")
    private int timeout = 60;

    public Rotate(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (var connected = cluster.connect()) {
            connected.serviceSchema(name);
            var begin = Instant.now();
            var request = Long.toString(begin.toEpochMilli());
            connected
                    .serviceSchemas()
                    .withName(name)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}".formatted(Account.ROTATE, request));
            var answer = await(connected, request, begin);
            output.print(terminal, answer, () -> terminal.say(answer.words()));
        }
    }

    private Answer await(Cluster connected, String request, Instant begin) {
        while (true) {
            var resource = connected.serviceSchema(name);
            var told = rotation(resource).filter(one -> request.equals(one.request()));
            if (told.isPresent()) {
                return Answer.rotated(resource, told.get());
            }
            var waits = Readiness.condition(resource, Conditions.ROTATION_PENDING);
            if (waits.isPresent() && Instant.now().isAfter(begin.plus(NEWS))) {
                return Answer.waiting(waits.get().getMessage());
            }
            if (Instant.now().isAfter(begin.plusSeconds(timeout))) {
                throw new Failure(
                        "The rotation was asked for, and Lakou has not answered within %d s; it is done once it does. %s"
                                .formatted(timeout, Readiness.words(resource)));
            }
            pause();
        }
    }

    private static Optional<RotationStatus> rotation(ServiceSchema resource) {
        return Optional.ofNullable(resource.getStatus()).map(ServiceSchemaStatus::rotation);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted; the rotation was asked for all the same.", e);
        }
    }

    /**
     * What came of it.
     *
     * @param login that the Secret names now
     * @param waits why it has not begun
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            @Nullable String login,
            @Nullable String secret,
            @Nullable RotationStatus rotation,
            @Nullable String waits) {

        static Answer rotated(ServiceSchema resource, RotationStatus rotation) {
            var status = resource.getStatus();
            return status == null
                    ? new Answer(null, null, rotation, null)
                    : new Answer(status.user(), status.secretName(), rotation, null);
        }

        static Answer waiting(String why) {
            return new Answer(null, null, null, why);
        }

        String words() {
            if (rotation == null) {
                return "The rotation waits: " + waits;
            }
            return "Rotated, number %d: the Secret \"%s\" names the login \"%s\".%s"
                    .formatted(
                            rotation.count(),
                            secret,
                            login,
                            rotation.message() == null ? "" : " " + rotation.message());
        }
    }
}
