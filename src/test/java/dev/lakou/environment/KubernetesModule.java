package dev.lakou.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The Go module in {@code src/test/kubernetes}, from which one binary with a whole control plane is built. */
record KubernetesModule(String version, String key) {

    private static final Path FOLDER = Path.of("src", "test", "kubernetes");
    private static final Pattern VERSION = Pattern.compile("^\\s+k8s\\.io/kubernetes v(\\S+)$", Pattern.MULTILINE);
    private static final String FLAG = "-X k8s.io/component-base/version.";

    // Debian's Go does not fetch the newer Go that a module asks for unless told to.
    private static final Map<String, String> ENVIRONMENT =
            Map.of("GOTOOLCHAIN", "auto", "GOFLAGS", "-buildvcs=false -mod=readonly", "CGO_ENABLED", "0");

    static KubernetesModule read() {
        try {
            var module = Files.readString(FOLDER.resolve("go.mod"));
            var version =
                    VERSION.matcher(module).results().findFirst().orElseThrow().group(1);
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : List.of("go.mod", "go.sum", "main.go")) {
                digest.update(Files.readAllBytes(FOLDER.resolve(file)));
            }
            var hash = HexFormat.of().formatHex(digest.digest()).substring(0, 8);
            return new KubernetesModule(version, "kubernetes-" + version + "-" + hash);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    void build(Path binary) {
        Progress.say(
                "Kubernetes: building %s with Go, once for this user; about 5 minutes on 2 cores".formatted(version));
        var command = List.of(
                "go", "-C", FOLDER.toString(), "build", "-trimpath", "-ldflags", flags(), "-o", binary.toString(), ".");
        Command.run(
                "kubernetes-build",
                "install Go 1.21 or newer with access to a module proxy, or let KUBEBUILDER_ASSETS name a folder with"
                        + " etcd and kube-apiserver",
                command,
                ENVIRONMENT);
    }

    // Without these the server calls itself v0.0.0, and clients misjudge what it can do.
    private String flags() {
        var parts = version.split("\\.", -1);
        return "-s -w %1$sgitVersion=v%2$s %1$sgitMajor=%3$s %1$sgitMinor=%4$s"
                .formatted(FLAG, version, parts[0], parts[1]);
    }
}
