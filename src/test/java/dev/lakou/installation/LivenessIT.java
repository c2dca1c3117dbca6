package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.environment.FreePort;
import org.junit.jupiter.api.Test;

/** The kubelet is told when a thread hangs without which a replica does nothing. */
@WithInstallations
class LivenessIT {
    private static final Cluster CLUSTER = Cluster.shared();

    /** Each in a replica of its own, side by side: what is waited for is half a minute of silence. */
    @Test
    void hangingThreadsAreToldByTheProbe() throws Exception {
        var first = FreePort.next();
        var second = FreePort.next();
        try (var release = Release.install(CLUSTER, Debugger.extraEnv(first));
                var leading = Replica.start(CLUSTER)) {
            release.upgrade(Chart.PATH, Debugger.extraEnv(second));
            try (var waiting = Replica.start(CLUSTER, "lakou-1");
                    var ofLeading = Debugger.attach(first);
                    var ofWaiting = Debugger.attach(second)) {
                assertThat(leading.isAlive()).isTrue();
                assertThat(waiting.isAlive()).isTrue();

                ofLeading.suspend("election");
                ofWaiting.suspend("vert.x-eventloop-thread");

                await().until(() -> !leading.isAlive());
                await().until(() -> !waiting.isAlive());
            }
        }
    }
}
