package dev.lakou.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

@NeedsServers(Part.CONTROL_PLANE)
class OperatorProcessIT {

    private final ControlPlane controlPlane = TestEnvironment.shared().controlPlane();

    @Test
    void becomesReadyAndStopsWhenAsked() {
        var operator = OperatorProcess.start(controlPlane.adminKubeconfig(), Map.of());

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
}
