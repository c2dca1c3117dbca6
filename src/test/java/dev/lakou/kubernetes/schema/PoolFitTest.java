package dev.lakou.kubernetes.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.status.Outcome;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolFitTest {

    @Test
    void tellsEachLoginThatMayHaveLessThanThePool() {
        var trouble = trouble(
                "pool: {size: 5, maxOverflow: 10}, connectionLimit: 14, users: [{name: shop_app, access: ReadWrite, connectionLimit: 2}, {name: shop_human, access: ReadOnly, connectionLimit: 15}]");

        assertThat(trouble).hasValueSatisfying(outcome -> assertThat(outcome.message())
                .startsWith(
                        "spec.pool lets each process open 5 + 10 connections, and \"shop_user\" may have 14, \"shop_app\" may have 2: ")
                .contains("Lower spec.pool, or raise connectionLimit"));
    }

    @Test
    void countsTheLimitOfTheServerWhereTheServiceHasNone() {
        var trouble = trouble("pool: {size: 9}");

        assertThat(trouble)
                .hasValueSatisfying(outcome -> assertThat(outcome.message()).contains("\"shop_user\" may have 8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pool: {size: 5, maxOverflow: 10}, connectionLimit: 15",
                "pool: {size: 8}",
                "pool: {maxOverflow: 10, recycle: 1h}",
                "connectionLimit: 1"
            })
    void isSilentWhereItFitsOrIsLeftToTheService(String spec) {
        assertThat(trouble(spec)).isEmpty();
    }

    private static Optional<Outcome> trouble(String spec) {
        var resource = Serialization.unmarshal(
                """
                apiVersion: lakou.dev/v1alpha1
                kind: ServiceSchema
                metadata: {namespace: tests, name: shop}
                spec: {serverRef: {name: s}, %s}
                """
                        .formatted(spec),
                ServiceSchema.class);
        var server = Serialization.unmarshal(
                """
                apiVersion: lakou.dev/v1alpha1
                kind: DatabaseServer
                metadata: {name: s}
                spec: {engine: PostgreSQL, host: db, database: d, adminSecretRef: {name: a}, defaults: {connectionLimit: 8}}
                """,
                DatabaseServer.class);
        return PoolFit.trouble(
                resource,
                new DesiredSchemas(new Installation("cluster", "lakou-system", Set.of())).of(resource, server));
    }
}
