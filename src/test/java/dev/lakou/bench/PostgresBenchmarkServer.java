package dev.lakou.bench;

import dev.lakou.endtoend.InstalledLakou;
import dev.lakou.environment.Login;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import java.sql.SQLException;

/** PostgreSQL 18. */
final class PostgresBenchmarkServer extends BenchmarkServer {
    private static final String DATABASE = "bench";
    private static final String PASSWORD = "a benchmark's password";

    private PostgresBenchmarkServer(PostgresCluster cluster, String name) {
        super(cluster, name);
    }

    static BenchmarkServer start(Administrator administrator, InstalledLakou lakou) throws SQLException {
        var cluster = PostgresCluster.start(18, PostgresOptions.standard().with("max_connections", "300"));
        var login = administrator == Administrator.SUPERUSER ? cluster.admin() : new Login("bench_admin", PASSWORD);
        try (var connection = cluster.connect(cluster.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
            if (administrator == Administrator.CREATEROLE) {
                statement.execute("CREATE ROLE bench_admin LOGIN CREATEROLE PASSWORD '%s'"
                        .formatted(PASSWORD.replace("'", "''")));
                statement.execute("ALTER DATABASE %s OWNER TO bench_admin".formatted(DATABASE));
            }
        }
        var name = "postgresql-" + administrator;
        lakou.serve(name, cluster, DATABASE, login);
        return new PostgresBenchmarkServer(cluster, name);
    }

    @Override
    String program() {
        return "postgres";
    }

    @Override
    String database() {
        return DATABASE;
    }

    @Override
    long transactions() throws SQLException {
        return count("SELECT sum(xact_commit + xact_rollback) FROM pg_stat_database");
    }

    @Override
    long logins() throws SQLException {
        return count("SELECT sum(sessions) FROM pg_stat_database");
    }

    @Override
    String takeRight(String schema) {
        return "REVOKE CREATE ON SCHEMA %1$s FROM %1$s_owner".formatted(schema);
    }

    @Override
    String hasRight(String schema) {
        return "SELECT has_schema_privilege('%1$s_owner', '%1$s', 'CREATE')".formatted(schema);
    }

    /** The password is hashed once, as Lakou does it outside of the server. */
    @Override
    void makeRaw(int count) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE raw_template PASSWORD 'raw'");
            String verifier;
            try (var row = statement.executeQuery("SELECT rolpassword FROM pg_authid WHERE rolname = 'raw_template'")) {
                row.next();
                verifier = row.getString(1);
            }
            for (var number = 0; number < count; number++) {
                statement.execute(
                        """
                        BEGIN;
                        CREATE ROLE raw%1$d_owner NOLOGIN; CREATE SCHEMA raw%1$d;
                        GRANT USAGE, CREATE ON SCHEMA raw%1$d TO raw%1$d_owner;
                        ALTER DEFAULT PRIVILEGES FOR ROLE raw%1$d_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
                        CREATE ROLE raw%1$d_readers NOLOGIN; GRANT USAGE ON SCHEMA raw%1$d TO raw%1$d_readers;
                        ALTER DEFAULT PRIVILEGES FOR ROLE raw%1$d_owner IN SCHEMA raw%1$d GRANT SELECT ON TABLES TO raw%1$d_readers;
                        CREATE ROLE raw%1$d LOGIN PASSWORD '%2$s'; GRANT raw%1$d_owner TO raw%1$d; GRANT CONNECT ON DATABASE bench TO raw%1$d;
                        ALTER ROLE raw%1$d IN DATABASE bench SET role TO raw%1$d_owner;
                        ALTER ROLE raw%1$d IN DATABASE bench SET search_path TO raw%1$d, public;
                        COMMENT ON ROLE raw%1$d IS 'raw'; COMMENT ON SCHEMA raw%1$d IS 'raw';
                        COMMIT
                        """
                                .formatted(number, verifier));
            }
        }
    }

    @Override
    void logInRaw(int count) throws SQLException {
        for (var number = 0; number < count; number++) {
            logIn("raw" + number, "raw", DATABASE);
        }
    }
}
