package dev.lakou.installation;

import dev.lakou.clients.Digest;
import dev.lakou.environment.Command;
import dev.lakou.environment.Progress;
import dev.lakou.environment.UserCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The programs of {@code src/test/tools}, built once per user from Go modules. */
enum Tools {
    HELM,
    KUBECTL,
    KSTATUS,
    ARGOCD_HEALTH;

    private static final Path SOURCE = Path.of("src", "test", "tools").toAbsolutePath();
    private static final String HELM_MODULE = "helm.sh/helm/v3";

    // Debian's Go does not fetch the newer Go that a module asks for unless told to.
    private static final Map<String, String> ENVIRONMENT =
            Map.of("GOTOOLCHAIN", "auto", "GOFLAGS", "-buildvcs=false -mod=readonly", "CGO_ENABLED", "0");

    Path program() {
        return Built.FOLDER.resolve(fileName());
    }

    private String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Path make() {
        var files = List.of("go.mod", "go.sum", "main.go", "gitops.go").stream()
                .map(SOURCE::resolve)
                .toArray(Path[]::new);
        return UserCache.findOrMake("tools-" + Digest.of(files), folder -> {
            Progress.say("Tools: building helm and kubectl with Go, once for this user; about 3 minutes on 2 cores");
            var module = Files.readString(SOURCE.resolve("go.mod"));
            build(folder.resolve("helm"), HELM_MODULE + "/cmd/helm", helmVersion(module));
            build(folder.resolve("tools"), ".", kubectlVersion(module));
            for (var tool : List.of(KUBECTL, KSTATUS, ARGOCD_HEALTH)) {
                link(folder.resolve(tool.fileName()));
            }
        });
    }

    private static void build(Path program, String goPackage, String version) {
        Command.run(
                "tools-build",
                "install Go 1.21 or newer with access to a module proxy",
                List.of(
                        "go",
                        "-C",
                        SOURCE.toString(),
                        "build",
                        "-trimpath",
                        "-ldflags",
                        "-s -w " + version,
                        "-o",
                        program.toString(),
                        goPackage),
                ENVIRONMENT);
    }

    // Without these helm takes the cluster for Kubernetes 1.20 when it only renders.
    private static String helmVersion(String module) {
        var minor = version(module, "k8s.io/kubectl").split("\\.", -1)[1];
        return "-X %1$s/internal/version.version=v%2$s -X %1$s/pkg/chartutil.k8sVersionMajor=1 -X %1$s/pkg/chartutil.k8sVersionMinor=%3$s -X %1$s/pkg/lint/rules.k8sVersionMajor=1 -X %1$s/pkg/lint/rules.k8sVersionMinor=%3$s"
                .formatted(HELM_MODULE, version(module, HELM_MODULE), minor);
    }

    private static String kubectlVersion(String module) {
        return "-X k8s.io/component-base/version.gitVersion=v1"
                + version(module, "k8s.io/kubectl").substring(1);
    }

    private static String version(String module, String name) {
        return Pattern.compile(Pattern.quote(name) + " v(\\S+)")
                .matcher(module)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private static void link(Path name) throws IOException {
        Files.createSymbolicLink(name, Path.of("tools"));
    }

    /** Builds on first use. */
    private static final class Built {
        private static final Path FOLDER = make();
    }
}
