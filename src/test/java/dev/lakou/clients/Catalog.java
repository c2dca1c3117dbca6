package dev.lakou.clients;

import dev.lakou.environment.RunningDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds tables of one name wherever they are; a table that landed twice, or nowhere, is seen too. */
public interface Catalog {

    List<Landing> landings(String table) throws SQLException;

    static Catalog ofPostgres(RunningDatabase cluster, String database) {
        return table -> query(
                cluster, encoded(database), "SELECT schemaname, tableowner FROM pg_tables WHERE tablename = ?", table);
    }

    static Catalog ofMySql(RunningDatabase server) {
        return table -> query(
                server,
                "mysql",
                "SELECT table_schema, NULL FROM information_schema.tables WHERE table_name = ?",
                table);
    }

    /** A connection of the administrator to a database of any name; the caller closes it. */
    static Connection connect(RunningDatabase server, String database) throws SQLException {
        return server.connect(server.admin(), encoded(database));
    }

    private static String encoded(String database) {
        return URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<Landing> query(RunningDatabase server, String database, String sql, String table)
            throws SQLException {
        try (var connection = server.connect(server.admin(), database);
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                var landings = new ArrayList<Landing>();
                while (rows.next()) {
                    landings.add(new Landing(rows.getString(1), Optional.ofNullable(rows.getString(2))));
                }
                return landings;
            }
        }
    }
}
