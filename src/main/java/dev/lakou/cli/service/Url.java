package dev.lakou.cli.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.cli.cluster.ClusterOption;
import dev.lakou.cli.terminal.Failure;
import dev.lakou.cli.terminal.OutputOption;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.kubernetes.access.Names;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells the URL of a service: the only command that writes a password. */
@Command(
        name = "url",
        description = "Writes DATABASE_URL of a ServiceSchema, password included, from its Secret, which you must be"
                + " allowed to read.")
public final class Url implements Runnable {
    private static final String KEY = "DATABASE_URL";

    private final Terminal terminal;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Parameters(paramLabel = "SCHEMA", description = "The name of the ServiceSchema.")
    private String name = "";

    public Url(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (var connected = cluster.connect()) {
            var resource = connected.serviceSchema(name);
            var secretName = Optional.ofNullable(resource.getStatus())
                    .map(ServiceSchemaStatus::secretName)
                    .orElseGet(() -> Names.of(resource).secret());
            var secret = Optional.ofNullable(connected
                            .client()
                            .secrets()
                            .inNamespace(connected.namespace())
                            .withName(secretName)
                            .get())
                    .orElseThrow(() -> new Failure(
                            "The Secret \"%s\" is not there. %s".formatted(secretName, Readiness.words(resource))));
            var url = url(secret);
            output.print(terminal, Map.of(KEY, url), () -> terminal.say(url));
        }
    }

    private static String url(Secret secret) {
        return Optional.ofNullable(secret.getData()).orElse(Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey().equals(KEY))
                .map(entry -> new String(Base64.getDecoder().decode(entry.getValue()), UTF_8))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        "The Secret \"%s\" has no key %s: its preset tells the service in other keys (kubectl describe secret %s)."
                                .formatted(
                                        secret.getMetadata().getName(),
                                        KEY,
                                        secret.getMetadata().getName())));
    }
}
