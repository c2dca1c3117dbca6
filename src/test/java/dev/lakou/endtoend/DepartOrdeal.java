package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakou.faults.Write;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A service is deleted, with or without its data. */
final class DepartOrdeal implements Ordeal {
    private final CrashedService service;
    private final String policy;
    private SecretKeys former = new SecretKeys(Map.of());

    DepartOrdeal(CrashedService service, String policy) {
        this.service = service;
        this.policy = policy;
    }

    @Override
    public void prepare() {
        service.apply(", deletionPolicy: " + policy);
        service.annotate("lakou.dev/confirm-delete", service.name());
    }

    @Override
    public void requirePrepared() throws SQLException {
        service.requireReady();
        service.fill();
        former = service.keys();
    }

    @Override
    public void begin() {
        service.delete();
    }

    @Override
    public void requireServed(List<Write> writes) {
        // It is not to be served any more.
    }

    @Override
    public void requireDone() throws SQLException {
        assertThat(service.isGone()).isTrue();
        service.requireSecrets(0);
        service.requireThings(
                policy.equals("Delete")
                        ? Set.of()
                        : closed(service.server().engine().served()));
        assertThatThrownBy(() -> former.connect().close()).isInstanceOf(SQLException.class);
        if (policy.equals("Retain")) {
            requireRows();
        }
    }

    private void requireRows() throws SQLException {
        try (var connection = service.server().administrator();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM %s.bookings".formatted(service.name()))) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(CrashedService.ROWS);
        }
    }

    private static Set<String> closed(Set<String> things) {
        return things.stream().map(thing -> thing.replace(" open", "")).collect(Collectors.toSet());
    }
}
