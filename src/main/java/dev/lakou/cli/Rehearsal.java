package dev.lakou.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.util.Map;

/**
 * Begins commands that reach nobody, so that the JVM can write an archive of the classes that they load: with it, they
 * start in less than half of the time. {@code deploy/kubectl-lakou} has it run once.
 */
final class Rehearsal {
    private static final String NOWHERE =
            """
            apiVersion: v1
            kind: Config
            current-context: nowhere
            contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
            clusters: [{name: nowhere, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: nobody, user: {token: none}}]
            """;

    private static final String SCHEMA =
            """
            apiVersion: lakou.dev/v1alpha1
            kind: ServiceSchema
            metadata: {name: any}
            spec: {serverRef: {name: any}}
            """;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        var kubeconfig = Files.createTempFile("lakou", ".kubeconfig");
        try {
            Files.writeString(kubeconfig, NOWHERE);
            run("", "--help");
            run("", "doctor", "--dsn", "postgresql://nobody:none@127.0.0.1:1/nowhere");
            run("", "doctor", "--dsn", "mysql://nobody:none@127.0.0.1:1");
            run(SCHEMA, "plan", "-f", "-", "-o", "json", "--kubeconfig", kubeconfig.toString());
        } finally {
            Files.delete(kubeconfig);
        }
        System.exit(0);
    }

    private static void run(String input, String... arguments) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        KubectlLakou.run(
                new Terminal(new ByteArrayInputStream(input.getBytes(UTF_8)), nowhere, nowhere, false, Map.of()),
                arguments);
    }
}
