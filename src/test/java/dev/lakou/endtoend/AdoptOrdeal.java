package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.faults.Write;
import java.sql.SQLException;
import java.util.List;

/** A service that people made by hand is taken over, with its password and its rows. */
record AdoptOrdeal(CrashedService service) implements Ordeal {
    @Override
    public void prepare() throws SQLException {
        service.byHand().make();
        service.tellPasswordByHand();
    }

    @Override
    public void requirePrepared() throws SQLException {
        service.byHand().requireServed();
    }

    @Override
    public void begin() {
        service.apply(
                ", adoption: {policy: TakeOver, passwordSecretRef: {name: by-hand-%s}}".formatted(service.name()));
    }

    /** The service works all the time. */
    @Override
    public void requireServed(List<Write> writes) throws SQLException {
        service.byHand().requireServed();
    }

    @Override
    public void requireDone() throws SQLException {
        service.requireReady();
        service.requireThings(service.server().engine().served());
        service.requireSecrets(1);
        assertThat(service.keys().get("DB_PASSWORD")).isEqualTo(ByHand.PASSWORD);
        CrashedService.requireWorks(service.keys());
    }
}
