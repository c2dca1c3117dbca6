package dev.lakou.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The programs of a control plane: those of {@code KUBEBUILDER_ASSETS}, or else built once from Go modules. */
record KubernetesBinaries(Path etcd, Path apiServer, Path controllerManager) {

    private static final String ASSETS = "KUBEBUILDER_ASSETS";
    private static final String ETCD = "etcd";
    private static final String API_SERVER = "kube-apiserver";
    private static final String CONTROLLER_MANAGER = "kube-controller-manager";

    static KubernetesBinaries found() {
        return assets().map(KubernetesBinaries::in).orElseGet(() -> in(built()));
    }

    private static Optional<Path> assets() {
        var configured = System.getenv(ASSETS);
        if (configured == null || configured.isBlank()) {
            return Optional.empty();
        }
        var folder = Path.of(configured);
        if (Files.isExecutable(folder.resolve(ETCD)) && Files.isExecutable(folder.resolve(API_SERVER))) {
            Progress.say("Kubernetes: using %s of %s=%s".formatted(API_SERVER, ASSETS, folder));
            return Optional.of(folder);
        }
        Progress.say("Kubernetes: %s=%s holds no %s and %s".formatted(ASSETS, folder, ETCD, API_SERVER));
        return Optional.empty();
    }

    private static KubernetesBinaries in(Path folder) {
        var controllerManager = folder.resolve(CONTROLLER_MANAGER);
        if (!Files.isExecutable(controllerManager)) {
            Progress.say("Kubernetes: %s holds no %s, so that comes from our own build"
                    .formatted(folder, CONTROLLER_MANAGER));
            controllerManager = built().resolve(CONTROLLER_MANAGER);
        }
        return new KubernetesBinaries(folder.resolve(ETCD), folder.resolve(API_SERVER), controllerManager);
    }

    private static Path built() {
        var module = KubernetesModule.read();
        var cached = UserCache.find(module.key());
        if (cached.isPresent()) {
            Progress.say("Kubernetes: using %s, built earlier".formatted(cached.get()));
            return cached.get();
        }
        Progress.say("Kubernetes: %s is not set or not usable, and no build of %s is cached"
                .formatted(ASSETS, module.key()));
        return UserCache.findOrMake(module.key(), folder -> {
            module.build(folder.resolve("kubernetes"));
            for (var name : new String[] {ETCD, API_SERVER, CONTROLLER_MANAGER}) {
                link(folder, name);
            }
        });
    }

    private static void link(Path folder, String name) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), Path.of("kubernetes"));
    }
}
