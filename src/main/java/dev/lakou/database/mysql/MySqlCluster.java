package dev.lakou.database.mysql;

import java.sql.Connection;
import java.sql.SQLException;

/** Galera, Percona XtraDB Cluster and Group Replication: servers with the same data, of which each knows its own locks only. */
final class MySqlCluster {
    private MySqlCluster() {}

    /** Whether others than this server are written to as well. */
    static boolean writesOnSeveral(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        """
                        SHOW GLOBAL VARIABLES WHERE variable_name = 'wsrep_on' AND value = 'ON'
                            OR variable_name = 'group_replication_single_primary_mode' AND value = 'OFF'
                        """)) {
            return row.next();
        }
    }
}
