package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.TestEnvironment;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What many ask for at once does not become the trouble of one. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18})
class BurstIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team MANY = new Team(LAKOU, "burst-many");
    private static final Team ONE = new Team(LAKOU, "burst-one");
    private static final String SPEC = "serverRef: {name: burst}, deletionPolicy: Delete";

    @BeforeAll
    static void aServerForAll() {
        var postgres = TestEnvironment.shared().postgres(18);
        LAKOU.adminSecret("burst-admin", postgres.admin());
        LAKOU.manifests().apply(Servers.open("burst", postgres, "postgres"));
        ONE.awaitServerReason("burst", "Reconciled");
    }

    @Test
    void aBurstInOneNamespaceLetsTheServiceOfAnotherPass() {
        var many = IntStream.range(0, 80).mapToObj("many-%d"::formatted).toList();

        many.forEach(name -> MANY.apply(name, SPEC));
        ONE.apply("single", SPEC);
        ONE.awaitReason("single", "Reconciled");

        assertThat(ready(many)).isLessThan(many.size() / 2);
        many.forEach(name -> MANY.awaitReason(name, "Reconciled"));
        many.forEach(MANY::delete);
        ONE.delete("single");
    }

    private static long ready(List<String> names) {
        return names.stream()
                .filter(name -> LAKOU.serviceSchema(MANY.namespace(), name).require().getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True")))
                .count();
    }
}
