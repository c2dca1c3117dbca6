package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Whose Secrets name the replica of a server. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18})
class ReadEndpointIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "endpoints");

    @Test
    void whoOnlyReadsIsSentToTheReplica() throws SQLException, IOException {
        try (var primary = PostgresCluster.start(18, PostgresOptions.standard());
                var replica = primary.replica()) {
            LAKOU.adminSecret("endpoints-admin", primary.admin());
            TEAM.applyServer(
                    "endpoints",
                    "%s, readEndpoint: {host: %s, port: %d}"
                            .formatted(Servers.fields("endpoints", primary), replica.host(), replica.port()));
            TEAM.apply(
                    "source",
                    "serverRef: {name: endpoints}, deletionPolicy: Delete, users: [{name: app, access: ReadWrite}, {name: human, access: ReadOnly}]");
            TEAM.applyReader(
                    "analyst", "serverRef: {name: endpoints}, schemas: [{namespace: endpoints, name: source}]");
            TEAM.awaitReason("source", "Reconciled");
            TEAM.awaitReaderReason("analyst", "Reconciled");

            assertThat(isReplica("source")).isFalse();
            assertThat(isReplica("app")).isFalse();
            assertThat(isReplica("human")).isTrue();
            assertThat(isReplica("analyst")).isTrue();
            TEAM.deleteReader("analyst");
            TEAM.delete("source");
        }
    }

    /** Whether the Secret of a login leads to a server that follows another. */
    private static boolean isReplica(String login) throws SQLException {
        try (var connection = TEAM.keys(login).connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
