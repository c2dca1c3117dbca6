package dev.lakou.database.postgresql;

import dev.lakou.database.ServerPolicy.Isolation;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.database.postgresql.sql.PostgresAuthority;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes what all services of a database stand on. Reads first, so that a server which has it all is not written to. */
final class PostgresBootstrap {
    /** On the roles that are the platform's and no service's. */
    private static final String PLATFORM = "lakou:platform";

    private final Connection connection;
    private final Identifier database;
    private final Identifier connectGroup;
    private final Identifier readGroup;
    private final Execution execution;

    private PostgresBootstrap(Connection connection, Identifier database, Execution execution) {
        this.connection = connection;
        this.database = database;
        this.execution = execution;
        this.connectGroup = PostgresNames.connectGroup(database);
        this.readGroup = PostgresNames.readGroup(database);
    }

    /** The administrator must have all that {@link PostgresProbe} asks for. */
    static void lay(Connection connection, Identifier database, Isolation isolation) throws SQLException {
        new PostgresBootstrap(connection, database, text -> PostgresTransaction.send(connection, text)).lay(isolation);
    }

    /** What {@link #lay} would send, found out in a transaction that leaves no trace. */
    static List<String> foresee(Connection connection, Identifier database, Isolation isolation) throws SQLException {
        var sent = new ArrayList<String>();
        connection.setAutoCommit(false);
        try {
            new PostgresBootstrap(connection, database, text -> {
                        sent.add(text.toString());
                        text.execute(connection);
                    })
                    .lay(isolation);
            return sent;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void lay(Isolation isolation) throws SQLException {
        makeAdmin();
        makeGroup(connectGroup, Set.of(Privilege.CONNECT, Privilege.TEMPORARY));
        makeGroup(readGroup, Set.of(Privilege.CONNECT));
        administerRoles();
        openPublicToServices();
        if (mayClose(isolation)) {
            closeDatabase();
            closePublic();
        }
    }

    /** All or nothing: who may connect and finds public closed is no better off. */
    private boolean mayClose(Isolation isolation) throws SQLException {
        return switch (isolation) {
            case REPORT -> false;
            case WHEN_UNUSED -> PostgresReliance.of(connection).isNone();
            case CLOSE -> true;
        };
    }

    private void makeAdmin() throws SQLException {
        if (!holds("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lakou_admin')")) {
            execute(sql().sql("CREATE ROLE lakou_admin NOLOGIN CREATEROLE; COMMENT ON ROLE lakou_admin IS ")
                    .literal(PLATFORM));
        }
        if (!holds("SELECT pg_has_role(session_user, 'lakou_admin', 'USAGE') AND "
                + "(SELECT rolsuper FROM pg_roles WHERE rolname = session_user) OR EXISTS ("
                + "SELECT FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member"
                + " WHERE a.roleid = 'lakou_admin'::regrole AND m.rolname = session_user"
                + " AND coalesce((to_jsonb(a) ->> 'set_option')::boolean, true))")) {
            execute(sql().sql("GRANT lakou_admin TO CURRENT_USER"));
        }
        if (!holds(
                "SELECT bool_and(has_database_privilege('lakou_admin', current_database(), p || ' WITH GRANT OPTION'))"
                        + " FROM unnest(ARRAY['CREATE', 'CONNECT', 'TEMPORARY']) AS p")) {
            execute(sql().sql("GRANT CREATE, CONNECT, TEMPORARY ON DATABASE ")
                    .name(database)
                    .sql(" TO lakou_admin WITH GRANT OPTION"));
        }
    }

    private void makeGroup(Identifier group, Set<Privilege> privileges) throws SQLException {
        var exists = !CatalogRow.read(
                        connection,
                        "SELECT rolname FROM pg_roles WHERE rolname = ANY (?)",
                        row -> row.getString(1),
                        List.of(group.value()))
                .isEmpty();
        if (!exists) {
            execute(sql().sql(PostgresAuthority.ACT + "CREATE ROLE ")
                    .name(group)
                    .sql(" NOLOGIN; COMMENT ON ROLE ")
                    .name(group)
                    .sql(" IS ")
                    .literal(PLATFORM));
        }
        var held = held(group);
        for (var privilege : privileges) {
            if (!held.contains(privilege.sql())) {
                execute(sql().sql(PostgresAuthority.ACT + "GRANT ")
                        .privilege(privilege)
                        .sql(" ON DATABASE ")
                        .name(database)
                        .sql(" TO ")
                        .name(group));
            }
        }
    }

    /** A superuser may do without; the administrator after it may not. */
    private void administerRoles() throws SQLException {
        if (PostgresAuthority.of(connection, List.of()).superuser()
                && !PostgresAuthority.unadministered(connection).isEmpty()) {
            execute(PostgresAuthority.administerAll());
        }
    }

    private Set<String> held(Identifier group) throws SQLException {
        return CatalogRow.read(
                connection,
                """
                SELECT a.privilege_type FROM pg_database d, aclexplode(d.datacl) a JOIN pg_roles r ON r.oid = a.grantee
                WHERE d.datname = current_database() AND r.rolname = ANY (?)
                """,
                row -> row.getString(1),
                List.of(group.value()));
    }

    /** Only its owner can: from anybody else PostgreSQL takes the REVOKE, and does nothing. */
    private void closeDatabase() throws SQLException {
        if (holds("SELECT pg_has_role(session_user, datdba, 'USAGE') AND EXISTS ("
                + "SELECT FROM aclexplode(coalesce(datacl, acldefault('d', datdba))) a WHERE a.grantee = 0)"
                + " FROM pg_database WHERE datname = current_database()")) {
            execute(sql().sql("REVOKE ALL ON DATABASE ").name(database).sql(" FROM PUBLIC"));
        }
    }

    /** Services find the extensions there, whatever becomes of PUBLIC. */
    private void openPublicToServices() throws SQLException {
        var lacking = CatalogRow.read(
                connection,
                """
                SELECT r.rolname FROM pg_namespace n, pg_roles r
                WHERE n.nspname = 'public' AND pg_has_role(session_user, n.nspowner, 'USAGE') AND r.rolname = ANY (?)
                  AND NOT EXISTS (SELECT FROM aclexplode(n.nspacl) a WHERE a.grantee = r.oid AND a.privilege_type = 'USAGE')
                """,
                row -> new Identifier(row.getString(1)),
                List.of(connectGroup.value(), readGroup.value()));
        if (!lacking.isEmpty()) {
            execute(sql().sql("GRANT USAGE ON SCHEMA public TO ")
                    .names(lacking.stream().sorted().toList()));
        }
    }

    private void closePublic() throws SQLException {
        if (holds(
                """
                SELECT EXISTS (
                  SELECT FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
                  WHERE n.nspname = 'public' AND a.grantee = 0 AND pg_has_role(session_user, n.nspowner, 'USAGE'))
                """)) {
            execute(sql().sql("REVOKE ALL ON SCHEMA public FROM PUBLIC"));
        }
    }

    private void execute(SqlText text) throws SQLException {
        execution.execute(text);
    }

    private boolean holds(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static SqlText sql() {
        return new SqlText(PostgresQuoting.INSTANCE);
    }

    /** What becomes of a statement. */
    private interface Execution {
        void execute(SqlText text) throws SQLException;
    }
}
