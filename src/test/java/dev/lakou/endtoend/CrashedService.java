package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.ServiceSchemaStatus;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A service on a {@link CrashSite}. Its name is the name of its schema, and stands in each write that is about it. */
record CrashedService(CrashSite site, CrashServer server, String name) {
    static final int ROWS = 3;

    void apply(String spec) {
        site.team().apply(name, "serverRef: {name: %s}%s".formatted(server.name(), spec));
    }

    void annotate(String annotation, String value) {
        site.team().annotate(name, annotation, value);
    }

    void delete() {
        site.lakou().serviceSchema(site.namespace(), name).delete();
    }

    boolean isGone() {
        return site.lakou().serviceSchema(site.namespace(), name).get() == null;
    }

    /** So that it costs the next operators nothing; what it has on its server stays. */
    void leaveAlone() {
        if (!isGone()) {
            annotate("lakou.dev/let-go", "true");
            delete();
        }
    }

    SecretKeys keys() {
        return site.team().keys(name);
    }

    Optional<ServiceSchemaStatus> status() {
        return site.team().status(name);
    }

    ByHand byHand() {
        return new ByHand(server.running(), server.database(), name);
    }

    /** In a Secret that lets the service take its login over. */
    void tellPasswordByHand() {
        site.lakou()
                .manifests()
                .apply(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(site.namespace())
                        .withName("by-hand-" + name)
                        .addToAnnotations("lakou.dev/password-for", name)
                        .endMetadata()
                        .withStringData(Map.of("password", ByHand.PASSWORD))
                        .build());
    }

    void requireReady() {
        assertThat(status().map(ServiceSchemaStatus::conditions).orElse(List.of()))
                .anySatisfy(condition -> assertThat(condition.getReason() + condition.getStatus())
                        .isEqualTo("ReconciledTrue"));
    }

    void requireThings(Set<String> things) throws SQLException {
        assertThat(server.things(name)).isEqualTo(things);
    }

    void requireSecrets(int count) {
        assertThat(site.lakou().client().secrets().inNamespace(site.namespace()).list().getItems().stream()
                        .map((Secret secret) -> secret.getMetadata().getName())
                        .filter(secret -> secret.startsWith(name)))
                .hasSize(count);
    }

    /** As a service at its first start; it may be repeated. */
    void fill() throws SQLException {
        try (var connection = keys().connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS bookings (id INT PRIMARY KEY)");
            statement.execute("DELETE FROM bookings");
            statement.execute("INSERT INTO bookings VALUES (1), (2), (3)");
        }
    }

    /** The credential logs in, finds its rows and may change its tables. */
    static void requireWorks(SecretKeys keys) throws SQLException {
        try (var connection = keys.connect();
                var statement = connection.createStatement()) {
            try (var row = statement.executeQuery("SELECT count(*) FROM bookings")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(ROWS);
            }
            statement.execute("CREATE TABLE departures (id INT)");
            statement.execute("DROP TABLE departures");
        }
    }
}
