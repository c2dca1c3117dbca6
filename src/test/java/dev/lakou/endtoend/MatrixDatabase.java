package dev.lakou.endtoend;

import dev.lakou.environment.RunningDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** A server of one engine, and what a DBA does there by hand. */
record MatrixDatabase(MatrixEngine engine, RunningDatabase running, Map<String, Connection> locks) {
    /** The one that services share in PostgreSQL. */
    static final String DATABASE = "matrix";

    static MatrixDatabase start(MatrixEngine engine) {
        var database = new MatrixDatabase(engine, engine.start(), new ConcurrentHashMap<>());
        if (engine == MatrixEngine.POSTGRESQL) {
            database.runIn("postgres", List.of("CREATE DATABASE " + DATABASE));
        }
        return database;
    }

    boolean isPostgres() {
        return engine == MatrixEngine.POSTGRESQL;
    }

    void run(String... statements) {
        runIn(isPostgres() ? DATABASE : "", List.of(statements));
    }

    void makeAdministrator(String name, String password) {
        run(engine.administrator.stream()
                .map(sql -> sql.formatted(name, password))
                .toArray(String[]::new));
    }

    void setPassword(String name, String password) {
        run(engine.password.formatted(name, password));
    }

    void weaken(String administrator) {
        run(engine.weaken.formatted(administrator));
    }

    void strengthen(String administrator) {
        run(engine.strengthen.formatted(administrator));
    }

    void endSessions(String login) {
        for (var statement : read(engine.sessions.formatted(login))) {
            try {
                run(statement);
            } catch (IllegalStateException gone) {
                // It ended by itself.
            }
        }
    }

    /** Takes the lock under which Lakou writes to a database, for as long as {@link #unlock} does not end it. */
    void lock(String name) {
        try {
            var connection = running.connect(running.admin(), name);
            connection
                    .createStatement()
                    .execute("SELECT pg_advisory_lock(hashtext('lakou'), hashtext('%s'))".formatted(name));
            locks.put(name, connection);
        } catch (SQLException e) {
            throw new IllegalStateException("lock " + name, e);
        }
    }

    void unlock(String name) {
        try {
            locks.remove(name).close();
        } catch (SQLException e) {
            throw new IllegalStateException("unlock " + name, e);
        }
    }

    void dropSchema(String name) {
        run(engine.dropSchema.formatted(name));
    }

    /** What the matrix's own resources have there, such as {@code role m_x_user open}. */
    Set<String> things() {
        return new TreeSet<>(read(engine.things));
    }

    /** The values of the first column. */
    List<String> read(String query) {
        try (var connection = running.connect(running.admin(), isPostgres() ? DATABASE : "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private void runIn(String place, List<String> statements) {
        try (var connection = running.connect(running.admin(), place);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(statements.toString(), e);
        }
    }
}
