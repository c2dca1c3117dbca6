package dev.lakou.clients;

import dev.lakou.environment.RunningDatabase;
import java.sql.SQLException;
import java.util.Optional;

/** A room in MySQL or MariaDB as Lakou makes it, made by hand: a database, and an account that sees no other. */
record MySqlRoom(RunningDatabase server, String schema, String user, String password) {

    void make() throws SQLException {
        try (var connection = server.connect(server.admin(), "mysql");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + quoted(schema) + " CHARACTER SET utf8mb4");
            statement.execute("CREATE USER " + account() + " IDENTIFIED BY " + literal(password));
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, INDEX, ALTER ON "
                    + quoted(schema).replace("_", "\\_")
                    + ".* TO " + account());
        }
    }

    Landing landing() {
        return new Landing(schema, Optional.empty());
    }

    private String account() {
        return literal(user) + "@'%'";
    }

    private static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
