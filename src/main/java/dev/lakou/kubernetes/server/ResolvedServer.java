package dev.lakou.kubernetes.server;

import dev.lakou.api.DatabaseServer;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.SharedServer;
import dev.lakou.database.SharedServers.OpenServer;

/** The server of a tenant: what its DatabaseServer says, and the connection that this process has opened to it. */
public record ResolvedServer(DatabaseServer resource, OpenServer open) {

    /** The name of the DatabaseServer. */
    public String name() {
        return resource.getMetadata().getName();
    }

    public SharedServer server() {
        return open.server();
    }

    public ServerConfiguration configuration() {
        return open.configuration();
    }
}
