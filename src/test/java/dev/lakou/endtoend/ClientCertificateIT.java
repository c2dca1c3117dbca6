package dev.lakou.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.DatabaseServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.TestCertificates;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server with TLS that demands a client certificate of its administrator, and what its services are told. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18})
class ClientCertificateIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "certified");
    private static final TestCertificates OURS = TestCertificates.shared();

    /** Without TLS, the administrator gets in so that the test can see whether the server is up. */
    private static final String RULES =
            """
            hostssl all postgres 127.0.0.1/32 scram-sha-256 clientcert=verify-ca
            hostssl all all      127.0.0.1/32 scram-sha-256
            host    all postgres 127.0.0.1/32 scram-sha-256
            """;

    private static final PostgresCluster POSTGRES = PostgresCluster.start(
            18,
            PostgresOptions.standard()
                    .withTls()
                    .with("hba_file", written("certified_hba.conf", RULES).toString())
                    .with("ssl_ca_file", OURS.authority().toString()));

    @BeforeAll
    static void secrets() throws IOException {
        LAKOU.adminSecret("certified-admin", POSTGRES.admin());
        LAKOU.adminSecret("certified-ca", Map.of("ca.crt", Files.readString(OURS.authority())));
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void followsTheSecretOfItsCertificateAndKeepsItToItself() throws IOException {
        declare("demanding", "Require", ", clientCertificateSecretRef: {name: demanding-client}");
        assertThat(TEAM.awaitServerReason("demanding", "ClientCertificateInvalid"))
                .contains("lakou-system/demanding-client")
                .contains("tls.key");

        certificate("demanding-client", TestCertificates.stranger().forClient("lakou"));
        assertThat(TEAM.awaitServerReason("demanding", "TlsFailed")).contains("client certificate");

        var trusted = OURS.forClient("lakou");
        certificate("demanding-client", trusted);
        TEAM.awaitServerReason("demanding", "Reconciled");
        TEAM.apply("shown", "serverRef: {name: demanding}, secret: {serviceBinding: true}");
        TEAM.awaitReason("shown", "Reconciled");

        certificate("demanding-client", TestCertificates.stranger().forClient("lakou"));
        await().until(() -> conditions("demanding").contains("\"Current\""));
        certificate("demanding-client", OURS.forClient("renewed"));
        await().until(() -> !conditions("demanding").contains("\"Current\""));

        var key = Files.readString(trusted.key()).lines().skip(1).findFirst().orElseThrow();
        assertThat(TEAM.keys("shown").values().values()).noneMatch(value -> value.contains("PRIVATE KEY"));
        assertThat(Files.readString(LAKOU.operator().log())).doesNotContain(key);
        assertThat(conditions("demanding")).doesNotContain(key);
        TEAM.delete("shown");
    }

    @ParameterizedTest
    @CsvSource({"Require, require, false", "VerifyCA, verify-ca, true", "VerifyFull, verify-full, true"})
    void tellsServicesTheSameInEachKey(String mode, String sslmode, boolean verifies) throws Exception {
        var name = "told-" + sslmode;
        certificate("told-client", OURS.forClient("told"));
        declare(
                name,
                mode,
                ", clientCertificateSecretRef: {name: told-client}"
                        + (verifies ? ", caSecretRef: {name: certified-ca}" : ""));
        TEAM.apply(name, "serverRef: {name: %s}, searchPath: [public]".formatted(name));
        TEAM.awaitReason(name, "Reconciled");

        var keys = TEAM.keys(name);

        assertThat(keys.get("PGSSLMODE")).isEqualTo(sslmode);
        assertThat(keys.get("DATABASE_URL")).contains("sslmode=" + sslmode);
        assertThat(keys.get("DATABASE_URL_PSYCOPG")).contains("sslmode=" + sslmode);
        assertThat(keys.get("DATABASE_URL_ASYNCPG")).contains("ssl=" + sslmode);
        assertThat(keys.get("JDBC_DATABASE_URL")).contains("sslmode=" + sslmode);
        assertThat(keys.values().containsKey("DB_CA_CERT")).isEqualTo(verifies);
        requireEncrypted(keys);
        TEAM.delete(name);
    }

    /** As an application does that mounts the authority beside its keys; the server lets it in with TLS only. */
    private static void requireEncrypted(SecretKeys keys) throws SQLException {
        var properties = new Properties();
        properties.putAll(
                Map.of("user", keys.get("JDBC_DATABASE_USERNAME"), "password", keys.get("JDBC_DATABASE_PASSWORD")));
        Optional.ofNullable(keys.values().get("DB_CA_CERT"))
                .map(authority -> written("told.pem", authority))
                .ifPresent(file -> properties.setProperty("sslrootcert", file.toString()));
        try (var connection = DriverManager.getConnection(keys.get("JDBC_DATABASE_URL"), properties)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    private static Path written(String name, String text) {
        try {
            return Files.writeString(OURS.authority().resolveSibling(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void declare(String name, String mode, String more) {
        TEAM.applyServer(
                name,
                "engine: PostgreSQL, host: 127.0.0.1, port: %d, database: postgres, adminSecretRef: {name: certified-admin}, allowedNamespaces: {from: All}, tls: {mode: %s%s}"
                        .formatted(POSTGRES.port(), mode, more));
    }

    private static void certificate(String secret, TestCertificates client) throws IOException {
        LAKOU.manifests()
                .apply(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(InstalledLakou.NAMESPACE)
                        .withName(secret)
                        .endMetadata()
                        .withType("kubernetes.io/tls")
                        .withData(Map.of("tls.crt", encoded(client.certificate()), "tls.key", encoded(client.key())))
                        .build());
    }

    private static String encoded(Path file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readString(file).getBytes(UTF_8));
    }

    private static String conditions(String server) {
        return Serialization.asJson(
                LAKOU.client().resources(DatabaseServer.class).withName(server).require());
    }
}
