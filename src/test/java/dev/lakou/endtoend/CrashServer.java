package dev.lakou.endtoend;

import dev.lakou.environment.RunningDatabase;
import dev.lakou.faults.FaultProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A server whose services are in the middle of something when the operator is killed.
 *
 * @param name of its DatabaseServer
 * @param database the one that services share in PostgreSQL
 */
record CrashServer(String name, Engine engine, RunningDatabase running, String database, FaultProxy proxy) {
    /** What the server speaks, and what it calls the things that a service has. */
    enum Engine {
        POSTGRES(
                Set.of("role it_owner", "role it_readers", "role it_user open", "schema it"),
                "SELECT concat('role ', rolname, CASE WHEN rolcanlogin THEN ' open' END) FROM pg_roles WHERE rolname LIKE ?",
                "SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname LIKE ?"),
        MYSQL(
                Set.of("account it_user open", "schema it", "mark of schema it", "grants to it_user"),
                "SELECT concat('account ', user, if(account_locked = 'N', ' open', '')) FROM mysql.user WHERE user LIKE ?",
                "SELECT concat('grants to ', user) FROM mysql.db WHERE user LIKE ?",
                "SELECT concat('schema ', schema_name) FROM information_schema.schemata WHERE schema_name LIKE ?",
                "SELECT concat('mark of ', kind, ' ', name) FROM lakou.marker WHERE name LIKE ?"),
        MARIADB(
                Set.of(
                        "account it_user open",
                        "schema it",
                        "mark of schema it",
                        "mark of account it_user",
                        "grants to it_user"),
                """
                SELECT concat('account ', user,
                              if(coalesce(json_value(priv, '$.account_locked'), '0') IN ('1', 'true'), '', ' open'))
                FROM mysql.global_priv WHERE user LIKE ?
                """,
                MYSQL.questions.get(1),
                MYSQL.questions.get(2),
                MYSQL.questions.get(3));

        private final Set<String> served;
        private final List<String> questions;

        Engine(Set<String> served, String... questions) {
            this.served = served;
            this.questions = List.of(questions);
        }

        /** The things of a service that is served, which is called "it" here. */
        Set<String> served() {
            return new TreeSet<>(served);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Connection administrator() throws SQLException {
        return running.connect(running.admin(), engine == Engine.POSTGRES ? database : "");
    }

    /** The things that the server has of a service, as {@link Engine} calls them. */
    Set<String> things(String service) throws SQLException {
        var things = new TreeSet<String>();
        try (var connection = administrator()) {
            for (var question : engine.questions) {
                try (var statement = connection.prepareStatement(question)) {
                    statement.setString(1, service + "%");
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            things.add(rows.getString(1).replace(service, "it"));
                        }
                    }
                }
            }
        }
        return things;
    }
}
