package dev.lakou.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NeedsServers(Part.CONTROL_PLANE)
class OperatorProcessIT {

    private final ControlPlane controlPlane = TestEnvironment.shared().controlPlane();

    /** Without them it would not start. */
    @BeforeEach
    void installCrds() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("crds"), "*.yml")) {
            for (var file : files) {
                try (var text = Files.newInputStream(file)) {
                    controlPlane.client().load(text).forceConflicts().serverSideApply();
                }
            }
        }
    }

    @Test
    void answersAndStopsWhenAsked() {
        var operator = OperatorProcess.launch(controlPlane.adminKubeconfig(), Map.of());
        await().ignoreExceptions().until(() -> isLive(operator));

        operator.stop();

        assertThat(operator.isAlive()).isFalse();
        assertThat(operator.log()).content().contains("stopped in");
    }

    @Test
    void endsAtOnceWhenKilled() {
        var operator = OperatorProcess.launch(controlPlane.adminKubeconfig(), Map.of());

        operator.kill();

        assertThat(operator.isAlive()).isFalse();
    }

    private static boolean isLive(OperatorProcess operator) throws IOException, InterruptedException {
        return operator.get("/q/health/live").statusCode() == 200;
    }
}
