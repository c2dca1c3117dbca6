package dev.lakou.kubernetes.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.TestEnvironment;
import dev.lakou.kubernetes.Installation;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NeedsServers(Part.CONTROL_PLANE)
class LeaseClaimIT {
    private static final String NAMESPACE = "leases";

    private final KubernetesClient client =
            TestEnvironment.shared().controlPlane().client();
    private final LeaseClaim first = claim("first");
    private final LeaseClaim second = claim("second");

    @BeforeEach
    void aNamespace() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    @AfterEach
    void withoutLease() {
        lease().delete();
    }

    @Test
    void isHeldByOneAndRenewedByThatOne() {
        assertThat(first.hold()).isTrue();

        assertThat(second.hold()).isFalse();
        assertThat(second.holder()).contains("first");
        assertThat(first.hold()).isTrue();
        assertThat(first.holder()).isEmpty();
        assertThat(lease().require().getSpec().getLeaseTransitions()).isOne();
    }

    @Test
    void isFreeOnceItIsGivenBack() {
        assertThat(first.hold()).isTrue();
        assertThat(second.hold()).isFalse();

        first.release();

        assertThat(second.hold()).isTrue();
        assertThat(lease().require().getSpec().getLeaseTransitions()).isEqualTo(2);
    }

    @Test
    void isTheSameForAProcessOfTheSameName() {
        assertThat(first.hold()).isTrue();

        assertThat(claim("first").hold()).isTrue();
    }

    @Test
    void isMadeAnewWhereSomebodyDeletesIt() {
        assertThat(first.hold()).isTrue();
        lease().delete();

        assertThat(first.hold()).isTrue();

        assertThat(second.hold()).isFalse();
        assertThat(second.holder()).contains("first");
    }

    @Test
    void isLostToWhoeverWroteInBetween() {
        assertThat(first.hold()).isTrue();
        lease().edit(lease -> {
            lease.getSpec().setHolderIdentity("second");
            return lease;
        });

        assertThat(first.hold()).isFalse();

        assertThat(first.holder()).contains("second");
        first.release();
        assertThat(lease().require().getSpec().getHolderIdentity()).isEqualTo("second");
    }

    private LeaseClaim claim(String identity) {
        return new LeaseClaim(client, Clock.systemUTC(), new Installation("cluster", NAMESPACE, Set.of()), identity);
    }

    private Resource<Lease> lease() {
        return client.leases().inNamespace(NAMESPACE).withName("lakou");
    }
}
