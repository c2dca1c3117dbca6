package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rights in {@code deploy/} are enough for a whole life of a resource. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_16})
class RightsIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();

    @Test
    void theOperatorIsNeverForbiddenAnything() throws IOException, SQLException {
        var postgres = TestEnvironment.shared().postgres(16);
        LAKOU.adminSecret("rights-admin", postgres.admin());
        LAKOU.manifests().apply(Servers.open("rights", postgres, "postgres"));
        var team = new Team(LAKOU, "rights");
        team.apply("citizen", "serverRef: {name: rights}, secret: {serviceBinding: true}");
        team.awaitReason("citizen", "Reconciled");
        team.apply("citizen", "serverRef: {name: rights}");
        team.awaitReason("citizen", "Reconciled");
        team.delete("citizen");

        assertThat(forbidden()).isEmpty();
    }

    /** Requests of the operator that the API server refused for want of rights. */
    private static List<String> forbidden() throws IOException {
        try (var lines = Files.lines(LAKOU.controlPlane().auditLog())) {
            return lines.filter(line -> line.contains("system:serviceaccount:lakou-system:lakou"))
                    .map(line -> Serialization.unmarshal(line, Map.class))
                    .filter(request -> request.get("annotations") instanceof Map<?, ?> annotations
                            && "forbid".equals(annotations.get("authorization.k8s.io/decision")))
                    .map(request -> request.get("verb") + " " + request.get("requestURI"))
                    .toList();
        }
    }
}
