package dev.lakou.upgrade;

import dev.lakou.installation.Cluster;
import dev.lakou.installation.Release;
import dev.lakou.installation.Replica;
import java.sql.SQLException;
import java.util.List;

/**
 * Lets this version work, and writes down what it leaves behind. Run it once for each version, when it is released:
 *
 * <pre>java -cp "target/test-classes:target/classes:$(cat target/test.classpath)" dev.lakou.upgrade.StoreVersion 0.1.0</pre>
 */
public final class StoreVersion {
    private static final String RESOURCES =
            """
            apiVersion: v1
            kind: Secret
            metadata: {namespace: lakou-system, name: stored-admin}
            stringData: {username: stored_admin, password: stored}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: stored, labels: {database: stored}}
            ---
            apiVersion: lakou.dev/v1alpha1
            kind: DatabaseServer
            metadata: {name: stored}
            spec:
              engine: PostgreSQL
              host: 127.0.0.1
              port: %d
              database: stored
              adminSecretRef: {name: stored-admin}
              endpoint: {host: postgres.example, port: 5432}
              allowedNamespaces: {from: Selector, selector: {matchLabels: {database: stored}}}
              connectionBudget: 80
              defaults: {connectionLimit: 10}
              allowedExtensions: [pg_trgm]
            ---
            apiVersion: lakou.dev/v1alpha1
            kind: ServiceSchema
            metadata: {namespace: stored, name: plain}
            spec:
              serverRef: {name: stored}
              access: [{schemaRef: {namespace: stored, name: furnished}, tables: [users], columns: [id]}]
            ---
            apiVersion: lakou.dev/v1alpha1
            kind: ServiceSchema
            metadata: {namespace: stored, name: furnished}
            spec:
              serverRef: {name: stored}
              schema: furnished_rooms
              user: tenant
              searchPath: [public]
              connectionLimit: 15
              pool: {size: 5, maxOverflow: 10, recycle: 1h, prePing: true}
              settings: {statement_timeout: 30s}
              rotation: {every: 720h, overlap: 24h}
              secret: {preset: SqlAlchemyAsync, serviceBinding: true}
              users: [{name: web, access: ReadWrite}, {name: person, access: ReadOnly, connectionLimit: 2}]
              sharedWith:
              - {namespace: stored, name: plain, tables: [users], columns: [id]}
              - {kind: SchemaReader, namespace: stored, name: analytics}
              deletionPolicy: Delete
            ---
            apiVersion: lakou.dev/v1alpha1
            kind: SchemaReader
            metadata: {namespace: stored, name: analytics}
            spec:
              serverRef: {name: stored}
              schemas: [{namespace: stored, name: furnished}]
              expiresAt: "2126-01-01T00:00:00Z"
            """;

    private static final List<String> OBJECTS = List.of(
            "namespace stored",
            "secret -n lakou-system stored-admin",
            "databaseserver stored",
            "serviceschema -n stored plain",
            "serviceschema -n stored furnished",
            "schemareader -n stored analytics",
            "secret -n stored plain-database",
            "secret -n stored furnished-database",
            "secret -n stored furnished-database-binding",
            "secret -n stored web-database",
            "secret -n stored person-database",
            "secret -n stored analytics-database");

    private StoreVersion() {}

    /** Its endpoint is a name that is the same in every store, and nobody's. */
    private static final String UNPROVED = "jsonpath={.status.conditions[?(@.type==\"Ready\")].reason}=LoginUnproved";

    public static void main(String[] arguments) throws Exception {
        var cluster = Cluster.shared();
        var database = Database.start();
        try (var connection = database.server().connect(database.server().admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE stored_admin LOGIN CREATEROLE PASSWORD 'stored'");
            statement.execute("CREATE DATABASE stored OWNER stored_admin");
        }
        try (var release = Release.install(cluster);
                var replica = Replica.start(cluster)) {
            cluster.apply(RESOURCES.formatted(database.server().port()));
            await(cluster, "serviceschema/furnished", UNPROVED);
            furnish(database);
            await(cluster, "serviceschema/plain", "jsonpath={.status.access[0].columns[0]}=id");
            await(cluster, "schemareader/analytics", UNPROVED);
            StoredVersion.of(arguments[0]).write(cluster, database, OBJECTS);
        }
        System.exit(0);
    }

    private static void furnish(Database database) throws SQLException {
        try (var connection = database.server().connect(database.server().admin(), "stored");
                var statement = connection.createStatement()) {
            statement.execute("SET ROLE furnished_rooms_owner");
            statement.execute("CREATE TABLE furnished_rooms.users (id integer PRIMARY KEY, email text)");
            statement.execute("INSERT INTO furnished_rooms.users VALUES (1, 'a@example.org')");
        }
    }

    private static void await(Cluster cluster, String resource, String condition) {
        cluster.kubectl("wait", "-n", "stored", "--for=" + condition, resource, Cluster.TIMEOUT);
    }
}
