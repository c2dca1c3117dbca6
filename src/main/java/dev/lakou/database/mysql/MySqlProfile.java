package dev.lakou.database.mysql;

import dev.lakou.database.Provider;
import dev.lakou.database.ServerProfile;
import dev.lakou.database.ServerReport.Shortcoming;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what is worth knowing of a server before it is used. */
record MySqlProfile(Connection connection, String host) {

    ServerProfile read() throws SQLException {
        var variables =
                read("SHOW GLOBAL VARIABLES WHERE Variable_name IN ('version', 'basedir', 'aurora_version', 'log_bin',"
                        + " 'binlog_format')");
        var status =
                read("SHOW SESSION STATUS WHERE Variable_name IN ('Ssl_version', 'Ssl_cipher', 'Threads_connected')");
        return new ServerProfile(
                login(),
                provider(variables).map(Provider::title),
                Optional.ofNullable(status.get("ssl_version"))
                        .filter(version -> !version.isEmpty())
                        .map(version -> version + ", " + status.get("ssl_cipher")),
                0,
                Integer.parseInt(status.getOrDefault("threads_connected", "0")),
                Optional.empty(),
                unmovable(variables));
    }

    private String login() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT current_user()")) {
            row.next();
            return row.getString(1);
        }
    }

    private Optional<Provider> provider(Map<String, String> variables) {
        if (variables.containsKey("aurora_version")) {
            return Optional.of(Provider.AURORA);
        }
        if (variables.getOrDefault("basedir", "").startsWith("/rdsdbbin")) {
            return Optional.of(Provider.RDS);
        }
        return variables.getOrDefault("version", "").endsWith("-google")
                ? Optional.of(Provider.CLOUD_SQL)
                : Provider.ofHost(host);
    }

    private static List<Shortcoming> unmovable(Map<String, String> variables) {
        var unmovable = new ArrayList<Shortcoming>();
        if (!variables.getOrDefault("log_bin", "OFF").equals("ON")) {
            unmovable.add(Shortcoming.ofSetting(
                    "log_bin is OFF; replication needs a binary log.",
                    "-- log_bin in the configuration of the server, and a restart"));
        } else if (!variables.getOrDefault("binlog_format", "ROW").equals("ROW")) {
            unmovable.add(Shortcoming.ofSetting(
                    "binlog_format is %s; replication needs ROW.".formatted(variables.get("binlog_format")),
                    "SET GLOBAL binlog_format = 'ROW'; -- and in the configuration of the server"));
        }
        return unmovable;
    }

    /** By names in lower case. */
    private Map<String, String> read(String question) throws SQLException {
        var values = new HashMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            while (rows.next()) {
                values.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
            }
        }
        return values;
    }
}
