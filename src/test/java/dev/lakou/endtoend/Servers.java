package dev.lakou.endtoend;

import dev.lakou.api.AllowedNamespaces;
import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec;
import dev.lakou.api.DatabaseServerSpec.EngineKind;
import dev.lakou.api.TlsSpec;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.RunningDatabase;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** DatabaseServers that stand for the running servers of a test. */
final class Servers {
    private Servers() {}

    /** A server that every namespace may use; its admin Secret has the name of the server and {@code -admin}. */
    static DatabaseServer open(String name, RunningDatabase running, String database) {
        return open(name, running, database, null);
    }

    /** The same, of which clients are told that it has no TLS. */
    static DatabaseServer openWithoutTls(String name, RunningDatabase running, String database) {
        return open(name, running, database, new TlsSpec(TlsSpec.Mode.Disable, null, null));
    }

    private static DatabaseServer open(String name, RunningDatabase running, String database, @Nullable TlsSpec tls) {
        var postgres = running instanceof PostgresCluster;
        return named(
                name,
                new DatabaseServerSpec(
                        postgres ? EngineKind.PostgreSQL : EngineKind.MySQL,
                        running.host(),
                        running.port(),
                        postgres ? database : null,
                        new DatabaseServerSpec.AdminSecretReference(null, name + "-admin"),
                        tls,
                        null,
                        null,
                        new AllowedNamespaces(AllowedNamespaces.From.All, null, null),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    /** The fields of a spec for a server that every namespace may use, looked at every second. */
    static String fields(String name, RunningDatabase running) {
        var postgres = running instanceof PostgresCluster;
        return "engine: %s, host: %s, port: %d, adminSecretRef: {name: %s-admin}, allowedNamespaces: {from: All}, driftInterval: 1s%s"
                .formatted(
                        postgres ? "PostgreSQL" : "MySQL",
                        running.host(),
                        running.port(),
                        name,
                        postgres ? ", database: postgres" : "");
    }

    /** The same server at the address of the running one that stands for its host. */
    static DatabaseServer moved(DatabaseServer server, Map<String, RunningDatabase> servers) {
        return Optional.ofNullable(servers.get(server.getSpec().host()))
                .map(running -> at(server, running))
                .orElse(server);
    }

    private static DatabaseServer at(DatabaseServer server, RunningDatabase running) {
        var spec = server.getSpec();
        return named(
                server.getMetadata().getName(),
                new DatabaseServerSpec(
                        spec.engine(),
                        running.host(),
                        running.port(),
                        spec.database(),
                        spec.adminSecretRef(),
                        spec.tls(),
                        spec.endpoint(),
                        spec.readEndpoint(),
                        spec.allowedNamespaces(),
                        spec.schemaNamePattern(),
                        spec.connectionBudget(),
                        spec.allowedExtensions(),
                        spec.defaults(),
                        spec.resyncInterval(),
                        spec.maxConnections(),
                        spec.driftInterval(),
                        spec.metricsInterval(),
                        spec.watchdog(),
                        spec.suspend(),
                        spec.isolation(),
                        spec.strangers(),
                        spec.shareableRoles(),
                        spec.adoption()));
    }

    private static DatabaseServer named(String name, DatabaseServerSpec spec) {
        var server = new DatabaseServer();
        server.setMetadata(new ObjectMetaBuilder().withName(name).build());
        server.setSpec(spec);
        return server;
    }
}
