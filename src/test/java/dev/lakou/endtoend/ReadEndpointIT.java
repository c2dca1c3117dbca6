package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.DatabaseServer;
import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.RunningDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose Secrets name the replica of a server. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
class ReadEndpointIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "endpoints");

    @Test
    void whoOnlyReadsIsSentToTheReplicaOfPostgres() throws SQLException, IOException {
        try (var primary = PostgresCluster.start(18, PostgresOptions.standard());
                var replica = primary.replica()) {
            whoOnlyReadsIsSentToTheReplica("postgres", primary, replica);
        }
    }

    @Test
    void whoOnlyReadsIsSentToTheReplicaOfMySql() throws SQLException {
        try (var primary = MySqlServer.start();
                var replica = primary.replica()) {
            whoOnlyReadsIsSentToTheReplica("mysql", primary, replica);
        }
    }

    @Test
    void whoOnlyReadsIsSentToTheReplicaOfMariaDb() throws SQLException {
        try (var primary = MariaDbServer.start("11.4", List.of("--log-bin", "--server-id=1"));
                var replica = primary.replica()) {
            whoOnlyReadsIsSentToTheReplica("mariadb", primary, replica);
        }
    }

    private static void whoOnlyReadsIsSentToTheReplica(String engine, RunningDatabase primary, RunningDatabase replica)
            throws SQLException {
        var server = "endpoints-" + engine;
        LAKOU.adminSecret(server + "-admin", primary.admin());
        TEAM.applyServer(
                server,
                "%s, readEndpoint: {host: %s, port: %d}"
                        .formatted(Servers.fields(server, primary), replica.host(), replica.port()));
        TEAM.apply(
                "source",
                "serverRef: {name: %s}, deletionPolicy: Delete, users: [{name: app, access: ReadWrite}, {name: human, access: ReadOnly}]"
                        .formatted(server));
        TEAM.applyReader("analyst", "serverRef: {name: %s}, schemas: [{name: source}]".formatted(server));
        TEAM.awaitReason("source", "Reconciled");
        TEAM.awaitReaderReason("analyst", "Reconciled");

        assertThat(portOf("source")).isEqualTo(primary.port());
        assertThat(portOf("app")).isEqualTo(primary.port());
        assertThat(portOf("human")).isEqualTo(replica.port());
        assertThat(portOf("analyst")).isEqualTo(replica.port());
        TEAM.deleteReader("analyst");
        TEAM.delete("source");
        LAKOU.client().resources(DatabaseServer.class).withName(server).delete();
    }

    /** The port of the server that the Secret of a login leads to, as that server says. */
    private static int portOf(String login) throws SQLException {
        try (var connection = TEAM.keys(login).connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
                                ? "SELECT inet_server_port()"
                                : "SELECT @@port")) {
            row.next();
            return row.getInt(1);
        }
    }
}
