package dev.lakou.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.api.DatabaseServer;
import dev.lakou.database.ServerConfiguration.Address;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigurationsTest {
    private static final Secret ADMIN = new SecretBuilder()
            // "admin" and "secret"
            .withData(Map.of("username", "YWRtaW4=", "password", "c2VjcmV0"))
            .build();

    private final ServerConfigurations configurations =
            new ServerConfigurations(new Installation("uid", "lakou-system", Set.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {"pgb:6432", "db:6432", "10.0.0.1:6432", "http://pgb", "/cloudsql/p:r:i", "[::1]", "a b", "pgb/x"
            })
    void refusesAnEndpointThatIsMoreThanAHost(String host) {
        var server = server("endpoint: {host: \"%s\"}".formatted(host));

        assertThatExceptionOfType(StalledException.class)
                .isThrownBy(() -> configurations.of(server, any -> Optional.of(ADMIN)))
                .satisfies(stalled -> assertThat(stalled.outcome().reason()).isEqualTo(Reason.InvalidSpec))
                .withMessageContaining("spec.endpoint.host is \"" + host + "\"")
                .withMessageContaining("without scheme, port, path and brackets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pgbouncer.db.svc", "10.0.0.1", "::1", "fe80::1:2", "2001:db8::ffff:1.2.3.4"})
    void takesAHost(String host) {
        var server = server("endpoint: {host: \"%s\", port: 6432}, port: 5433".formatted(host));

        var configuration = configurations.of(server, any -> Optional.of(ADMIN));

        assertThat(configuration.endpoint()).contains(new Address(host, 6432));
    }

    @Test
    void reachesAnEndpointWithoutAPortByTheServersOwn() {
        var server = server("endpoint: {host: pgb}, port: 5433");

        var configuration = configurations.of(server, any -> Optional.of(ADMIN));

        assertThat(configuration.endpoint()).contains(new Address("pgb", 5433));
    }

    private static DatabaseServer server(String more) {
        return Serialization.unmarshal(
                """
                apiVersion: lakou.dev/v1alpha1
                kind: DatabaseServer
                metadata: {name: engarde}
                spec: {engine: PostgreSQL, database: engarde, host: db, adminSecretRef: {name: admin}, %s}
                """
                        .formatted(more),
                DatabaseServer.class);
    }
}
