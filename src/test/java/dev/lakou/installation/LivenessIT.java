package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.environment.FreePort;
import dev.lakou.environment.WithOwnControlPlane;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kubelet is told when a thread hangs without which a replica does nothing. */
@WithOwnControlPlane
class LivenessIT {
    private static final Cluster CLUSTER = Cluster.shared();

    @ParameterizedTest
    @ValueSource(strings = {"election", "vert.x-eventloop-thread"})
    void aHangingThreadIsToldByTheProbe(String thread) throws Exception {
        var port = FreePort.next();
        try (var release = Release.install(CLUSTER, Debugger.extraEnv(port));
                var replica = Replica.start(CLUSTER)) {
            assertThat(replica.isAlive()).isTrue();

            try (var debugger = Debugger.attach(port)) {
                debugger.suspend(thread);

                await().until(() -> !replica.isAlive());
            }
        }
    }
}
