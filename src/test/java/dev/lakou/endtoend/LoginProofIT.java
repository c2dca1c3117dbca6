package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.environment.Login;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PgBouncer;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.Condition;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ready is proved by the way that a service goes, or it is not said. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_17})
class LoginProofIT {
    private static final PostgresCluster POSTGRES = TestEnvironment.shared().postgres(17);
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "proof");

    @BeforeAll
    static void server() {
        LAKOU.adminSecret("proof-admin", POSTGRES.admin());
        TEAM.applyServer("proof", Servers.fields("proof", POSTGRES));
        TEAM.awaitServerReason("proof", "Reconciled");
    }

    /** PgBouncer knows one login; the second, by which a rotation would go on, it does not let in. */
    @Test
    void aRotationIsNotPublishedWhileThePoolerDoesNotLetTheNextLoginIn() throws SQLException {
        TEAM.apply("pooled", "serverRef: {name: proof}");
        TEAM.awaitReason("pooled", "Reconciled");
        var login = new Login("pooled_user", TEAM.keys("pooled").get("DB_PASSWORD"));
        try (var pooler = PgBouncer.start(POSTGRES, "postgres", login, "transaction")) {
            TEAM.applyServer(
                    "proof",
                    Servers.fields("proof", POSTGRES)
                            + ", endpoint: {host: 127.0.0.1, port: %d, pooler: PgBouncer}".formatted(pooler.port()));
            await().until(() -> TEAM.keys("pooled").get("DB_PORT").equals(Integer.toString(pooler.port())));
            TEAM.awaitReason("pooled", "Reconciled");

            TEAM.annotate("pooled", "lakou.dev/rotate", "now");
            await().untilAsserted(() -> assertThat(
                            requireNonNull(TEAM.status("pooled").orElseThrow().rotation())
                                    .message())
                    .contains("The next rotation waits")
                    .contains("\"pooled_user_2\" is turned away by the endpoint"));
            assertThat(TEAM.status("pooled").orElseThrow().conditions())
                    .filteredOn(condition -> condition.getType().equals("RotationPending"))
                    .singleElement()
                    .extracting(Condition::getReason)
                    .isEqualTo("RotationHeld");

            TEAM.awaitReason("pooled", "Reconciled");
            assertThat(TEAM.keys("pooled").get("DB_PASSWORD")).isEqualTo(login.password());
            TEAM.keys("pooled").connect().close();
        }
        TEAM.delete("pooled");
    }
}
