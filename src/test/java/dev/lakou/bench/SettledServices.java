package dev.lakou.bench;

import com.mysql.cj.jdbc.JdbcConnection;
import dev.lakou.environment.RunningDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Services as Lakou leaves them on a server, made by hand: roles, schemas, tables and markers, and nobody who uses them. On
 * MySQL and MariaDB each was there once, since those count for everybody whom they have seen.
 */
final class SettledServices {
    /** Three roles and three tables each; a transaction for a hundred of them, which fit into the lock table. */
    private static final String POSTGRESQL =
            """
            DO $$ BEGIN
            FOR n IN %1$d .. %2$d LOOP
              EXECUTE format('CREATE ROLE s%%1$s_owner; CREATE ROLE s%%1$s_readers; CREATE ROLE s%%1$s_user LOGIN CONNECTION LIMIT 10;'
                'CREATE SCHEMA s%%1$s AUTHORIZATION s%%1$s_owner; COMMENT ON SCHEMA s%%1$s IS %%2$L;'
                'COMMENT ON ROLE s%%1$s_owner IS %%2$L; COMMENT ON ROLE s%%1$s_readers IS %%2$L; COMMENT ON ROLE s%%1$s_user IS %%2$L;',
                n, 'lakou:bench/team/s' || n);
              FOR t IN 1 .. 3 LOOP
                EXECUTE format('CREATE TABLE s%%1$s.t%%2$s (id bigint PRIMARY KEY, body text)', n, t);
              END LOOP;
              IF n %% 100 = 0 THEN COMMIT; END IF;
            END LOOP;
            END $$
            """;

    private final RunningDatabase running;
    private final String engine;
    private int made;

    SettledServices(RunningDatabase running, String engine) {
        this.running = running;
        this.engine = engine;
    }

    /** Makes those that are missing until there are so many. */
    void growTo(int count) throws SQLException {
        if (count <= made) {
            return;
        }
        try (var connection = running.connect(running.admin(), engine.equals("postgresql") ? "postgres" : "mysql")) {
            if (engine.equals("postgresql")) {
                run(connection, POSTGRESQL.formatted(made + 1, count));
                run(connection, "ANALYZE pg_catalog.pg_class, pg_catalog.pg_shdescription, pg_catalog.pg_description");
            } else {
                for (var number = made + 1; number <= count; number++) {
                    makeDatabase(connection, number);
                }
                logInAsEach(made + 1, count);
            }
        }
        made = count;
    }

    private void makeDatabase(Connection connection, int number) throws SQLException {
        var marker = "lakou:bench/team/s" + number;
        var attribute = engine.equals("mysql") ? " ATTRIBUTE '{\"lakou\": \"%s\"}'".formatted(marker) : "";
        run(connection, "CREATE DATABASE s%d".formatted(number));
        run(connection, "CREATE TABLE s%d.t (id bigint PRIMARY KEY, body text)".formatted(number));
        run(
                connection,
                "CREATE USER 's%d_user'@'%%' IDENTIFIED BY '' WITH MAX_USER_CONNECTIONS 10%s"
                        .formatted(number, attribute));
        run(
                connection,
                "INSERT INTO lakou.marker (kind, name, marker) VALUES ('schema', 's%1$d', '%2$s'), ('account', 's%1$d_user', '%2$s')"
                        .formatted(number, marker));
    }

    /** In one session that becomes each of them, which costs less than a connection; in the database that is open to all. */
    private void logInAsEach(int first, int last) throws SQLException {
        try (var connection = running.connect(running.admin(), "information_schema")) {
            var session = connection.unwrap(JdbcConnection.class);
            for (var number = first; number <= last; number++) {
                session.changeUser("s%d_user".formatted(number), "");
                run(connection, "DO 1");
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
