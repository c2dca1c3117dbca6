package dev.lakou.endtoend;

import java.util.ArrayList;
import java.util.List;

/**
 * Everybody else on a server of the matrix: logins, schemas and rights that a DBA made by hand, and whatever Lakou made
 * for resources that the matrix leaves alone. {@link #digest} must be the same before and after.
 */
record Bystanders(MatrixDatabase database) {
    /** A schema and a login that people made before there was Lakou. */
    static final String SCHEMA = "legacy";

    static final String LOGIN = "legacy_app";

    private static final List<String> ON_POSTGRESQL = List.of(
            "CREATE ROLE legacy_app LOGIN PASSWORD 'made-by-hand' CONNECTION LIMIT 7",
            "CREATE ROLE legacy_group; CREATE ROLE legacy_report LOGIN PASSWORD 'made-by-hand' IN ROLE legacy_group",
            "ALTER ROLE legacy_app SET work_mem = '8MB'; ALTER ROLE legacy_app IN DATABASE matrix SET search_path = legacy",
            "COMMENT ON ROLE legacy_app IS 'asks the billing team'",
            "CREATE SCHEMA legacy; CREATE TABLE legacy.orders (id int PRIMARY KEY, total int); INSERT INTO legacy.orders VALUES (1, 2)",
            "CREATE VIEW legacy.totals AS SELECT total FROM legacy.orders; CREATE SEQUENCE legacy.numbers",
            "CREATE FUNCTION legacy.one() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE ROLE heritage_app LOGIN PASSWORD 'made-by-hand'; CREATE SCHEMA heritage AUTHORIZATION heritage_app",
            "GRANT CONNECT ON DATABASE matrix TO legacy_app, legacy_group; GRANT ALL ON SCHEMA legacy TO legacy_app",
            "GRANT ALL ON ALL TABLES IN SCHEMA legacy TO legacy_app; GRANT USAGE ON SCHEMA legacy TO legacy_group",
            "GRANT SELECT (total) ON legacy.orders TO legacy_group; GRANT USAGE ON SEQUENCE legacy.numbers TO legacy_app",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA legacy GRANT SELECT ON TABLES TO legacy_report");

    private static final List<String> ON_MYSQL = List.of(
            "CREATE USER legacy_app IDENTIFIED BY 'made-by-hand'",
            "CREATE USER 'legacy_app'@'10.0.0.1' IDENTIFIED BY 'made-by-hand'",
            "CREATE USER heritage_app IDENTIFIED BY 'made-by-hand'",
            "CREATE DATABASE heritage",
            "GRANT ALL ON heritage.* TO heritage_app",
            "CREATE ROLE legacy_group",
            "CREATE DATABASE legacy",
            "CREATE TABLE legacy.orders (id int PRIMARY KEY, total int)",
            "INSERT INTO legacy.orders VALUES (1, 2)",
            "CREATE VIEW legacy.totals AS SELECT total FROM legacy.orders",
            "CREATE PROCEDURE legacy.one() SELECT 1",
            "GRANT ALL ON legacy.* TO legacy_app",
            "GRANT SELECT (total) ON legacy.orders TO legacy_group",
            "GRANT SELECT, DELETE ON legacy.orders TO 'legacy_app'@'10.0.0.1'",
            "GRANT EXECUTE ON PROCEDURE legacy.one TO legacy_app",
            "GRANT legacy_group TO legacy_app");

    private static final String OF_POSTGRESQL =
            """
            WITH own AS (SELECT oid FROM pg_roles WHERE rolname ~ '^(m_|lakou_(connect|read)_m_)'),
            schemas AS (SELECT oid FROM pg_namespace WHERE nspname !~ '^(m_|pg_toast|pg_temp|pg_catalog|information_schema)')
            SELECT 'role ' || (to_jsonb(r) - 'oid')::text || coalesce(shobj_description(r.oid, 'pg_authid'), '')
              FROM pg_authid r WHERE r.oid NOT IN (SELECT oid FROM own)
            UNION ALL SELECT format('member %s of %s, %s', member::regrole, roleid::regrole, to_jsonb(m) - 'oid' - 'grantor')
              FROM pg_auth_members m WHERE roleid NOT IN (SELECT oid FROM own) AND member NOT IN (SELECT oid FROM own)
            UNION ALL SELECT format('database %s of %s: %s', datname, datdba::regrole, datacl) FROM pg_database
              WHERE datname NOT LIKE 'm\\_%'
            UNION ALL SELECT format('schema %s of %s: %s, %s', nspname, nspowner::regrole, nspacl, obj_description(oid, 'pg_namespace'))
              FROM pg_namespace WHERE oid IN (SELECT oid FROM schemas)
            UNION ALL SELECT format('relation %s of %s: %s', oid::regclass, relowner::regrole, relacl) FROM pg_class
              WHERE relnamespace IN (SELECT oid FROM schemas)
            UNION ALL SELECT format('column %s.%s: %s', attrelid::regclass, attname, attacl) FROM pg_attribute a
              WHERE attacl IS NOT NULL AND EXISTS (SELECT FROM pg_class c WHERE c.oid = attrelid AND relnamespace IN (SELECT oid FROM schemas))
            UNION ALL SELECT format('function %s of %s: %s', oid::regprocedure, proowner::regrole, proacl) FROM pg_proc
              WHERE pronamespace IN (SELECT oid FROM schemas)
            UNION ALL SELECT format('defaults of %s in %s for %s: %s', defaclrole::regrole, defaclnamespace::regnamespace, defaclobjtype, defaclacl)
              FROM pg_default_acl WHERE defaclrole NOT IN (SELECT oid FROM own)
            UNION ALL SELECT format('setting of %s: %s', setrole::regrole, setconfig) FROM pg_db_role_setting
              WHERE setrole NOT IN (SELECT oid FROM own)
            UNION ALL SELECT 'extension ' || extname FROM pg_extension
            UNION ALL SELECT 'row ' || o::text FROM legacy.orders o
            """;

    /** Of the platform's own privileges in {@code mysql.*}, those that changed would be seen in those of an account. */
    private static final String ACCOUNTS =
            "SELECT if(host = '', quote(user), concat(quote(user), '@', quote(host))) FROM mysql.user WHERE user NOT LIKE 'm\\_%' AND user NOT IN ('PUBLIC', '')";

    private static final String OF_MYSQL =
            """
            SELECT concat('marker ', kind, ' ', name, ' ', marker) FROM lakou.marker WHERE name NOT LIKE 'm\\_%'
            UNION ALL SELECT concat('schema ', schema_name, ' ', default_collation_name) FROM information_schema.schemata WHERE schema_name NOT LIKE 'm\\_%'
            UNION ALL SELECT concat('table ', table_schema, '.', table_name, ' ', table_type) FROM information_schema.tables
              WHERE table_schema NOT LIKE 'm\\_%' AND table_schema NOT IN ('sys', 'mysql', 'information_schema', 'performance_schema')
            UNION ALL SELECT concat('routine ', routine_schema, '.', routine_name, ' ', definer) FROM information_schema.routines
              WHERE routine_schema NOT LIKE 'm\\_%' AND routine_schema <> 'sys'
            UNION ALL SELECT concat('view ', table_schema, '.', table_name, ' ', definer) FROM information_schema.views
              WHERE table_schema NOT LIKE 'm\\_%' AND table_schema <> 'sys'
            UNION ALL SELECT concat('on database ', user, '@', host, ' ', db) FROM mysql.db WHERE db NOT LIKE 'm\\\\\\\\_%' AND db NOT LIKE 'm\\_%'
            UNION ALL SELECT concat('on table ', user, '@', host, ' ', db, '.', table_name, ' ', table_priv, ' ', column_priv)
              FROM mysql.tables_priv WHERE db NOT LIKE 'm\\_%'
            UNION ALL SELECT concat('on routine ', user, '@', host, ' ', db, '.', routine_name, ' ', proc_priv) FROM mysql.procs_priv WHERE db NOT LIKE 'm\\_%'
            UNION ALL SELECT concat('row ', id, ' ', total) FROM legacy.orders
            """;

    void make() {
        database.run((database.isPostgres() ? ON_POSTGRESQL : ON_MYSQL).toArray(String[]::new));
    }

    /** All that the catalogs say of what is not the matrix's own: its names begin with m_. */
    List<String> digest() {
        var lines = new ArrayList<>(database.read(database.isPostgres() ? OF_POSTGRESQL : OF_MYSQL));
        if (!database.isPostgres()) {
            for (var account : database.read(ACCOUNTS)) {
                lines.addAll(database.read("SHOW GRANTS FOR " + account));
            }
            lines.addAll(
                    database.read(
                            database.engine() == MatrixEngine.MYSQL
                                    ? "SELECT concat('account ', json_arrayagg(json_object('u', user, 'h', host, 'a', authentication_string, 'l', account_locked, 'm', max_user_connections, 'e', password_expired, 'p', plugin))) FROM mysql.user WHERE user NOT LIKE 'm\\_%'"
                                    : "SELECT concat('account ', user, '@', host, ' ', priv) FROM mysql.global_priv WHERE user NOT LIKE 'm\\_%'"));
        }
        lines.sort(null);
        return lines;
    }
}
