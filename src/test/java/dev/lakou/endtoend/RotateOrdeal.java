package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.endtoend.CrashServer.Engine;
import dev.lakou.faults.Write;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A service gets another credential, and the former one is retired. */
final class RotateOrdeal implements Ordeal {
    private final CrashedService service;
    private SecretKeys former = new SecretKeys(Map.of());

    RotateOrdeal(CrashedService service) {
        this.service = service;
    }

    @Override
    public void prepare() {
        service.apply(", rotation: {overlap: 1s}");
    }

    @Override
    public void requirePrepared() throws SQLException {
        service.requireReady();
        service.fill();
        former = service.keys();
    }

    @Override
    public void begin() {
        service.annotate("lakou.dev/rotate", "now");
    }

    /** The Secret is never ahead of the server, and the former credential goes on until its retirement is told. */
    @Override
    public void requireServed(List<Write> writes) throws SQLException {
        CrashedService.requireWorks(service.keys());
        if (writes.stream().noneMatch(write -> write.words().endsWith("status"))) {
            CrashedService.requireWorks(former);
        }
    }

    @Override
    public void requireDone() throws SQLException {
        service.requireReady();
        var rotation = service.status().map(ServiceSchemaStatus::rotation).orElseThrow();
        assertThat(rotation.count()).isEqualTo(1);
        assertThat(rotation.phase()).isEqualTo(Phase.Steady);
        var things = service.server().engine().served();
        if (service.server().engine() == Engine.POSTGRES) {
            things.remove("role it_user open");
            things.addAll(List.of("role it_user", "role it_user_2 open"));
        }
        service.requireThings(things);
        service.requireSecrets(1);
        CrashedService.requireWorks(service.keys());
        assertThatThrownBy(() -> former.connect().close()).isInstanceOf(SQLException.class);
    }
}
