package dev.lakou.installation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;

/** A namespace with a service whose schema is wanted, and the server that gives it. */
public record Tenant(Cluster cluster, String name) {
    private static final String NAMESPACE =
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: %s}
            """;

    private static final String ADMIN_SECRET =
            """
            apiVersion: v1
            kind: Secret
            metadata: {namespace: lakou-system, name: %s-admin}
            stringData: {username: "%s", password: "%s"}
            """;

    private static final String SERVER =
            """
            apiVersion: lakou.dev/v1alpha1
            kind: DatabaseServer
            metadata: {name: %s}
            spec:
              engine: PostgreSQL
              host: 127.0.0.1
              port: %d
              database: postgres
              adminSecretRef: {name: %1$s-admin}
              allowedNamespaces: {names: [%1$s]}
            """;

    private static final String SCHEMA =
            """
            apiVersion: lakou.dev/v1alpha1
            kind: ServiceSchema
            metadata: {namespace: %s, name: %1$s}
            spec:
              serverRef: {name: %1$s}
              sharedWith: [{kind: SchemaReader, namespace: %1$s, name: %1$s-reader}]
            """;

    private static final String READER =
            """
            apiVersion: lakou.dev/v1alpha1
            kind: SchemaReader
            metadata: {namespace: %s, name: %1$s-reader}
            spec:
              serverRef: {name: %1$s}
              schemas: [{namespace: %1$s, name: %1$s}]
            """;

    String namespace() {
        return NAMESPACE.formatted(name);
    }

    String adminSecret() {
        var admin = cluster.postgres().admin();
        return ADMIN_SECRET.formatted(name, admin.user(), admin.password());
    }

    String server() {
        return SERVER.formatted(name, cluster.postgres().port());
    }

    String schema() {
        return SCHEMA.formatted(name);
    }

    /** A login that reads the schema of the service; it does not move in with it. */
    String reader() {
        return READER.formatted(name);
    }

    /** Applies all of it. */
    public Tenant moveIn() {
        cluster.apply(String.join("---\n", namespace(), adminSecret(), server(), schema()));
        return this;
    }

    public void awaitReady() {
        awaitReady("serviceschema/" + name);
    }

    void awaitReaderReady() {
        awaitReady("schemareader/" + name + "-reader");
    }

    private void awaitReady(String resource) {
        cluster.kubectl("wait", "-n", name, "--for=condition=Ready", resource, Cluster.TIMEOUT);
    }

    /** A field of the ServiceSchema, as a JSON path. */
    String field(String path) {
        return cluster.kubectl("get", "serviceschema", "-n", name, name, "-o", "jsonpath={" + path + "}");
    }

    /** What the Secret of the service says. */
    String secret(String key) {
        var encoded =
                cluster.kubectl("get", "secret", "-n", name, name + "-database", "-o", "jsonpath={.data." + key + "}");
        return new String(Base64.getDecoder().decode(encoded), UTF_8);
    }

    /** Whether the service can log in with what its Secret says. */
    boolean canLogIn() {
        try (var connection = DriverManager.getConnection(
                secret("JDBC_DATABASE_URL"), secret("JDBC_DATABASE_USERNAME"), secret("JDBC_DATABASE_PASSWORD"))) {
            return connection.getSchema().equals(name);
        } catch (SQLException e) {
            return false;
        }
    }

    boolean hasSchema() throws SQLException {
        var postgres = cluster.postgres();
        try (var connection = postgres.connect(postgres.admin(), "postgres");
                var schemas = connection.getMetaData().getSchemas(null, name)) {
            return schemas.next();
        }
    }

    /** Takes all of it away again; the operator must be running. */
    public void moveOut() {
        cluster.kubectl("delete", "schemareaders,serviceschemas", "-n", name, "--all", Cluster.TIMEOUT);
        cluster.kubectl("delete", "databaseserver", name, Cluster.TIMEOUT);
        cluster.kubectl("delete", "secret", "-n", Cluster.NAMESPACE, name + "-admin");
        cluster.kubectl("delete", "namespace", name, "--wait=false");
    }
}
