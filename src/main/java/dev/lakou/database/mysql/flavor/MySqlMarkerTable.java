package dev.lakou.database.mysql.flavor;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table of Lakou's own that says which things are whose: databases have no comments, and MariaDB's accounts no
 * attributes. A row is written before the thing is made, since a thing without a row would be a stranger's.
 */
public final class MySqlMarkerTable {
    /** The database that holds the table. */
    public static final String DATABASE = "lakou";

    private MySqlMarkerTable() {}

    /** What must be there before the first row. May be repeated. */
    public static List<SqlText> foundation() {
        return List.of(
                MySqlAccounts.sql().sql("CREATE DATABASE IF NOT EXISTS `lakou` CHARACTER SET utf8mb4"),
                MySqlAccounts.sql()
                        .sql("CREATE TABLE IF NOT EXISTS `lakou`.`marker` (kind VARCHAR(8),"
                                + " name VARCHAR(128) COLLATE utf8mb4_bin, marker VARCHAR(512) NOT NULL,"
                                + " PRIMARY KEY (kind, name)) ENGINE = InnoDB"));
    }

    /** A server that was restored from a dump of this database counts as the same, until its row is deleted. */
    static List<SqlText> makeIdentity() {
        return List.of(
                MySqlAccounts.sql()
                        .sql("CREATE TABLE IF NOT EXISTS `lakou`.`server`"
                                + " (only_row TINYINT PRIMARY KEY, identity CHAR(36) NOT NULL) ENGINE = InnoDB"),
                MySqlAccounts.sql()
                        .sql("INSERT IGNORE INTO `lakou`.`server` SELECT 1, uuid() FROM DUAL"
                                + " WHERE NOT EXISTS (SELECT * FROM `lakou`.`server`)"));
    }

    static Optional<String> identity(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var table = statement.executeQuery("SELECT 1 FROM information_schema.tables"
                        + " WHERE table_schema = 'lakou' AND table_name = 'server'")) {
            if (!table.next()) {
                return Optional.empty();
            }
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT identity FROM `lakou`.`server`")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    public static SqlText mark(Kind kind, Identifier name, Optional<String> marker) {
        return MySqlAccounts.sql()
                .sql("REPLACE INTO `lakou`.`marker` (kind, name, marker) VALUES (")
                .literal(kind.word)
                .sql(", ")
                .literal(name.value())
                .sql(", ")
                .literal(marker.orElse(""))
                .sql(")");
    }

    public static SqlText forget(Kind kind, Identifier name) {
        return MySqlAccounts.sql()
                .sql("DELETE FROM `lakou`.`marker` WHERE kind = ")
                .literal(kind.word)
                .sql(" AND name = ")
                .literal(name.value());
    }

    /**
     * Whatever is left: who crashes between a DROP and the row of what was dropped leaves a row of nothing. Mostly there is
     * none, and a DELETE of nothing would take locks, and be replicated by some servers.
     */
    public static void forget(Connection connection, Marker marker) throws SQLException {
        if (hasRowOf(connection, marker)) {
            MySqlAccounts.sql()
                    .sql("DELETE FROM `lakou`.`marker` WHERE marker IN (")
                    .literal(marker.toString())
                    .sql(", ")
                    .literal(Marker.adopted(marker.toString()))
                    .sql(")")
                    .execute(connection);
        }
    }

    private static boolean hasRowOf(Connection connection, Marker marker) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT 1 FROM lakou.marker WHERE marker IN (?, ?) LIMIT 1")) {
            statement.setString(1, marker.toString());
            statement.setString(2, Marker.adopted(marker.toString()));
            try (var row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    public static Optional<String> marker(Connection connection, Kind kind, Identifier name) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT marker FROM lakou.marker WHERE kind = ? AND name = ?")) {
            statement.setString(1, kind.word);
            statement.setString(2, name.value());
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** The schemas whose row has this marker, those not made yet among them. */
    public static Set<Identifier> schemas(Connection connection, String marker) throws SQLException {
        var schemas = new HashSet<Identifier>();
        try (var statement = connection.prepareStatement(
                "SELECT name FROM lakou.marker WHERE kind = 'schema' AND marker IN (?, ?)")) {
            statement.setString(1, marker);
            statement.setString(2, Marker.adopted(marker));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    schemas.add(new Identifier(rows.getString(1)));
                }
            }
        }
        return schemas;
    }

    /** Whether a pattern of a GRANT reaches a schema of Lakou's, or one that is to come: a percent sign reaches them all. */
    public static boolean hasSchemaLike(Connection connection, String pattern) throws SQLException {
        if (pattern.replaceAll("\\\\.", "").contains("%")) {
            return true;
        }
        try (var statement = connection.prepareStatement(
                "SELECT 1 FROM lakou.marker WHERE kind = 'schema' AND name LIKE ? LIMIT 1")) {
            statement.setString(1, pattern);
            try (var row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    public static boolean exists(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var table = statement.executeQuery("SELECT 1 FROM information_schema.tables"
                        + " WHERE table_schema = 'lakou' AND table_name = 'marker'")) {
            return table.next();
        }
    }

    /** What is marked. */
    public enum Kind {
        SCHEMA("schema"),
        ACCOUNT("account");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }
}
