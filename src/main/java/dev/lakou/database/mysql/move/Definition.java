package dev.lakou.database.mysql.move;

import dev.lakou.database.mysql.flavor.MySqlAccounts;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a server says made a thing.
 *
 * @param text one statement
 * @param settings of the session that made it: with others it would mean something else
 */
record Definition(Kind kind, Identifier schema, Identifier name, String text, Map<String, String> settings) {
    /** Variables of a session, which the servers tell in columns of the same names. */
    private static final Set<String> SETTINGS =
            Set.of("sql_mode", "time_zone", "character_set_client", "collation_connection");

    private static final int NOT_PERMITTED = 1142;

    Definition {
        settings = Map.copyOf(settings);
    }

    static Definition read(Connection connection, Kind kind, Identifier schema, Identifier name) throws SQLException {
        var question = MySqlAccounts.sql()
                .sql("SHOW CREATE ")
                .words(kind.words)
                .sql(" ")
                .name(schema)
                .sql(".")
                .name(name)
                .text();
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (var row = statement.executeQuery(question)) {
                row.next();
                return read(kind, schema, name, row);
            }
        }
    }

    private static Definition read(Kind kind, Identifier schema, Identifier name, ResultSet row) throws SQLException {
        var columns = row.getMetaData();
        var settings = new LinkedHashMap<String, String>();
        var text = Optional.<String>empty();
        for (var column = 1; column <= columns.getColumnCount(); column++) {
            var label = columns.getColumnLabel(column);
            if (label.startsWith("Create ") || label.equals("SQL Original Statement")) {
                text = Optional.ofNullable(row.getString(column));
            }
            if (SETTINGS.contains(label)) {
                settings.put(label, row.getString(column));
            }
        }
        return new Definition(
                kind,
                schema,
                name,
                text.orElseThrow(() -> new SQLException(
                        "The administrator may not see what %s %s.%s is".formatted(kind.words, schema, name),
                        "42000",
                        NOT_PERMITTED)),
                settings);
    }

    /** Makes it on another server, in the database of the same name. */
    void make(Connection connection) throws SQLException {
        connection.setCatalog(schema.value());
        for (var setting : settings.entrySet()) {
            MySqlAccounts.sql()
                    .sql("SET ")
                    .words(setting.getKey())
                    .sql(" = ")
                    .literal(setting.getValue())
                    .execute(connection);
        }
        MoveEnd.send(connection, text);
    }

    @Override
    public String toString() {
        return "%s %s.%s".formatted(kind.words.toLowerCase(Locale.ROOT), schema, name);
    }

    void drop(Connection connection) throws SQLException {
        MySqlAccounts.sql()
                .sql("DROP ")
                .words(kind.words)
                .sql(" IF EXISTS ")
                .name(schema)
                .sql(".")
                .name(name)
                .execute(connection);
    }

    /** What a database holds, in the order in which it can be made. */
    enum Kind {
        SEQUENCE(
                "SEQUENCE",
                "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'SEQUENCE' AND table_schema IN (%s) ORDER BY 1, 2"),
        TABLE(
                "TABLE",
                "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema IN (%s) ORDER BY 1, 2"),
        FUNCTION("FUNCTION", routines("FUNCTION")),
        PROCEDURE("PROCEDURE", routines("PROCEDURE")),
        PACKAGE("PACKAGE", routines("PACKAGE")),
        PACKAGE_BODY("PACKAGE BODY", routines("PACKAGE BODY")),
        VIEW(
                "VIEW",
                "SELECT table_schema, table_name FROM information_schema.views WHERE table_schema IN (%s) ORDER BY 1, 2"),
        TRIGGER(
                "TRIGGER",
                "SELECT trigger_schema, trigger_name FROM information_schema.triggers WHERE trigger_schema IN (%s)"
                        + " ORDER BY 1, event_object_table, event_manipulation, action_timing, action_order"),
        EVENT(
                "EVENT",
                "SELECT event_schema, event_name FROM information_schema.events WHERE event_schema IN (%s) ORDER BY 1, 2");

        private final String words;
        private final String names;

        Kind(String words, String names) {
            this.words = words;
            this.names = names;
        }

        /** A query for schema and name of all in the databases whose names it has a place for. */
        String names() {
            return names;
        }

        private static String routines(String type) {
            return "SELECT routine_schema, routine_name FROM information_schema.routines WHERE routine_type = '" + type
                    + "' AND routine_schema IN (%s) ORDER BY 1, 2";
        }
    }
}
