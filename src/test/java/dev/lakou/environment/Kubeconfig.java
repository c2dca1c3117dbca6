package dev.lakou.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes kubeconfig files for one API server. */
record Kubeconfig(Path folder, String url, Path authority) {

    private static final String TEXT =
            """
            apiVersion: v1
            kind: Config
            current-context: lakou
            contexts:
            - name: lakou
              context: {cluster: lakou, user: lakou, namespace: %s}
            clusters:
            - name: lakou
              cluster: {server: "%s", certificate-authority: "%s"}
            users:
            - name: lakou
              user: {token: "%s"}
            """;

    Path write(String name, String namespace, String token) {
        try {
            var file = folder.resolve(name + ".kubeconfig");
            Files.writeString(file, TEXT.formatted(namespace, url, authority, token));
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
