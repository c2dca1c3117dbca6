package dev.lakou.endtoend;

import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import dev.lakou.environment.RunningDatabase;
import java.util.List;

/** What the engines call the things that {@link MatrixDatabase} does by hand. */
enum MatrixEngine {
    POSTGRESQL(
            "pg",
            List.of("CREATE ROLE %1$s SUPERUSER LOGIN PASSWORD '%2$s'"),
            "ALTER ROLE %s PASSWORD '%s'",
            "ALTER ROLE %s NOSUPERUSER NOCREATEROLE",
            "ALTER ROLE %s SUPERUSER CREATEROLE",
            "SELECT format('SELECT pg_terminate_backend(%%s)', pid) FROM pg_stat_activity WHERE usename = '%s'",
            "DROP SCHEMA %s CASCADE",
            """
            SELECT 'role ' || rolname || CASE WHEN rolcanlogin THEN ' open' ELSE '' END FROM pg_roles WHERE rolname LIKE 'm\\_%'
            UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname LIKE 'm\\_%'
            """),
    MYSQL(
            "my",
            List.of("CREATE USER %1$s IDENTIFIED BY '%2$s'", "GRANT ALL ON *.* TO %1$s WITH GRANT OPTION"),
            "ALTER USER %s IDENTIFIED BY '%s'",
            "REVOKE CREATE USER ON *.* FROM %s",
            "GRANT CREATE USER ON *.* TO %s",
            "SELECT concat('KILL ', id) FROM information_schema.processlist WHERE user = '%s'",
            "DROP DATABASE %s",
            """
            SELECT concat('account ', user, if(account_locked = 'N', ' open', '')) FROM mysql.user WHERE user LIKE 'm\\_%'
            UNION ALL SELECT concat('schema ', schema_name) FROM information_schema.schemata WHERE schema_name LIKE 'm\\_%'
            UNION ALL SELECT concat('mark ', name) FROM lakou.marker WHERE name LIKE 'm\\_%'
            """),
    MARIADB(
            "ma",
            MYSQL.administrator,
            MYSQL.password,
            MYSQL.weaken,
            MYSQL.strengthen,
            MYSQL.sessions,
            MYSQL.dropSchema,
            MYSQL.things.replace(
                    "if(account_locked = 'N', ' open', '')) FROM mysql.user",
                    "if(coalesce(json_value(priv, '$.account_locked'), '0') IN ('1', 'true'), '', ' open')) FROM mysql.global_priv"));

    final String word;
    final List<String> administrator;
    final String password;
    final String weaken;
    final String strengthen;
    final String sessions;
    final String dropSchema;
    /** What the resources of the matrix have on the server: their names begin with m_. */
    final String things;

    MatrixEngine(
            String word,
            List<String> administrator,
            String password,
            String weaken,
            String strengthen,
            String sessions,
            String dropSchema,
            String things) {
        this.word = word;
        this.administrator = administrator;
        this.password = password;
        this.weaken = weaken;
        this.strengthen = strengthen;
        this.sessions = sessions;
        this.dropSchema = dropSchema;
        this.things = things;
    }

    /** One that nobody else uses, so that all that changes on it is the matrix's doing. */
    RunningDatabase start() {
        return switch (this) {
            case POSTGRESQL ->
                PostgresCluster.start(18, PostgresOptions.standard().with("max_connections", "400"));
            case MYSQL -> MySqlServer.start(List.of("--max-connections=400"));
            case MARIADB -> MariaDbServer.start("11.4", List.of("--max-connections=400"));
        };
    }
}
