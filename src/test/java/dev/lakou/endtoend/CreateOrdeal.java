package dev.lakou.endtoend;

import dev.lakou.faults.Write;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** A service gets its service. */
record CreateOrdeal(CrashedService service) implements Ordeal {
    @Override
    public void prepare() {
        // There is nothing before it.
    }

    @Override
    public void requirePrepared() throws SQLException {
        service.requireThings(Set.of());
    }

    @Override
    public void begin() {
        service.apply("");
    }

    @Override
    public void requireServed(List<Write> writes) {
        // Nobody was told anything yet that could be used.
    }

    @Override
    public void requireDone() throws SQLException {
        service.requireReady();
        service.requireThings(service.server().engine().served());
        service.requireSecrets(1);
        service.fill();
        CrashedService.requireWorks(service.keys());
    }
}
