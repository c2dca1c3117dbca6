package dev.lakou.environment;

import java.sql.Connection;
import java.sql.SQLException;

/** Has one server follow another from now on: what was there before stays what it is on each. */
enum MySqlReplication {
    MYSQL(
            "SHOW BINARY LOG STATUS",
            "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '%s', SOURCE_PORT = %d, SOURCE_USER = '%s', SOURCE_PASSWORD = '%s', SOURCE_LOG_FILE = '%s', SOURCE_LOG_POS = %d, GET_SOURCE_PUBLIC_KEY = 1"),
    MARIADB(
            "SHOW BINLOG STATUS",
            "CHANGE MASTER TO MASTER_HOST = '%s', MASTER_PORT = %d, MASTER_USER = '%s', MASTER_PASSWORD = '%s', MASTER_LOG_FILE = '%s', MASTER_LOG_POS = %d, MASTER_SSL = 0");

    private final String position;
    private final String follow;

    MySqlReplication(String position, String follow) {
        this.position = position;
        this.follow = follow;
    }

    void begin(RunningDatabase source, RunningDatabase replica) throws SQLException {
        try (var ofSource = source.connect(source.admin(), "");
                var ofReplica = replica.connect(replica.admin(), "");
                var statement = ofReplica.createStatement()) {
            statement.execute(follow(source, ofSource));
            statement.execute("START REPLICA");
        }
    }

    private String follow(RunningDatabase source, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var place = statement.executeQuery(position)) {
            place.next();
            var admin = source.admin();
            return follow.formatted(
                    source.host(), source.port(), admin.user(), admin.password(), place.getString(1), place.getLong(2));
        }
    }
}
