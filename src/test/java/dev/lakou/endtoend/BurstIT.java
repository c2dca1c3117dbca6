package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.ServiceSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What many ask for at once does not become the trouble of one. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18})
class BurstIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team MANY = new Team(LAKOU, "burst-many");
    private static final Team ONE = new Team(LAKOU, "burst-one");
    private static final String SPEC = "serverRef: {name: burst}, deletionPolicy: Delete";

    /** All wait for their server, so that all begin at once, however long it took to ask for them. */
    @Test
    void aBurstInOneNamespaceLetsTheServiceOfAnotherPass() {
        var many = IntStream.range(0, 40).mapToObj("many-%d"::formatted).toList();
        var postgres = TestEnvironment.shared().postgres(18);
        LAKOU.adminSecret("burst-admin", postgres.admin());
        many.forEach(name -> MANY.apply(name, SPEC));
        ONE.apply("single", SPEC);
        many.forEach(name -> MANY.awaitReason(name, "ServerNotFound"));
        ONE.awaitReason("single", "ServerNotFound");

        var turns = new Turns();
        try (var watched =
                LAKOU.client().resources(ServiceSchema.class).inAnyNamespace().inform(turns)) {
            assertThat(watched.hasSynced()).isTrue();
            LAKOU.manifests().apply(Servers.open("burst", postgres, "postgres"));
            await().until(() -> turns.reached("single"));
        }
        many.forEach(name -> MANY.awaitReason(name, "Reconciled"));

        assertThat(turns.before("single", MANY.namespace())).isLessThan(many.size() / 2L);
        many.forEach(name -> LAKOU.serviceSchema(MANY.namespace(), name).delete());
        many.forEach(MANY::delete);
        ONE.delete("single");
    }

    /** Services in the order in which they became Ready, as the API server tells it. */
    private static final class Turns implements ResourceEventHandler<ServiceSchema> {
        private final Set<String> seen = ConcurrentHashMap.newKeySet();
        private final List<HasMetadata> order = new CopyOnWriteArrayList<>();

        boolean reached(String service) {
            return order.stream().anyMatch(one -> one.getMetadata().getName().equals(service));
        }

        /** How many of a namespace were before a service. */
        long before(String service, String namespace) {
            return order.stream()
                    .map(HasMetadata::getMetadata)
                    .takeWhile(one -> !one.getName().equals(service))
                    .filter(one -> one.getNamespace().equals(namespace))
                    .count();
        }

        @Override
        public void onAdd(ServiceSchema schema) {
            // Nobody is Ready before the server is there.
        }

        @Override
        public void onUpdate(ServiceSchema former, ServiceSchema schema) {
            var ready = Team.ready(schema)
                    .filter(condition -> condition.getStatus().equals("True"))
                    .isPresent();
            if (ready && seen.add(schema.getMetadata().getUid())) {
                order.add(schema);
            }
        }

        @Override
        public void onDelete(ServiceSchema schema, boolean unknown) {
            // It had its turn.
        }
    }
}
