package dev.lakou.bench;

import dev.lakou.endtoend.InstalledLakou;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import java.sql.SQLException;

/** MySQL, or MariaDB 11.4. */
final class MySqlBenchmarkServer extends BenchmarkServer {
    private final boolean isMariaDb;

    private MySqlBenchmarkServer(RunningDatabase running, String name, boolean isMariaDb) {
        super(running, name);
        this.isMariaDb = isMariaDb;
    }

    static BenchmarkServer start(String engine, InstalledLakou lakou) {
        var isMariaDb = engine.equals("mariadb");
        RunningDatabase running = isMariaDb
                ? TestEnvironment.shared().mariaDb("11.4")
                : TestEnvironment.shared().mySql();
        lakou.serve(engine, running, "", running.admin());
        return new MySqlBenchmarkServer(running, engine, isMariaDb);
    }

    @Override
    String program() {
        return isMariaDb ? "mariadbd" : "mysqld";
    }

    @Override
    String database() {
        return "mysql";
    }

    /** Statements: an account or database is never changed within a transaction. */
    @Override
    long transactions() throws SQLException {
        return status("Questions");
    }

    @Override
    long logins() throws SQLException {
        return status("Connections");
    }

    private long status(String variable) throws SQLException {
        return count("SELECT variable_value FROM %s.global_status WHERE variable_name = '%s'"
                .formatted(isMariaDb ? "information_schema" : "performance_schema", variable));
    }

    @Override
    String takeRight(String schema) {
        return "REVOKE INSERT ON %1$s.* FROM '%1$s_user'@'%%'".formatted(schema);
    }

    @Override
    String hasRight(String schema) {
        return "SELECT insert_priv = 'Y' FROM mysql.db WHERE user = '%1$s_user' AND db = '%1$s'".formatted(schema);
    }

    @Override
    void makeRaw(int count) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var number = 0; number < count; number++) {
                statement.execute("CREATE DATABASE raw" + number);
                statement.execute("CREATE USER 'raw%d'@'%%' IDENTIFIED BY 'raw-Password-1'".formatted(number));
                statement.execute("GRANT ALL PRIVILEGES ON raw%1$d.* TO 'raw%1$d'@'%%'".formatted(number));
            }
        }
    }

    @Override
    void logInRaw(int count) throws SQLException {
        for (var number = 0; number < count; number++) {
            logIn("raw" + number, "raw-Password-1", "raw" + number);
        }
    }
}
