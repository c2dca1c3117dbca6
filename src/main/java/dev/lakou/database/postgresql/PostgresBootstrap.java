package dev.lakou.database.postgresql;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Makes what all services of a database stand on. Reads first, so that a server which has it all is not written to. */
final class PostgresBootstrap {
    /** On the roles that are the platform's and no service's. */
    private static final String PLATFORM = "lakou:platform";

    private static final int TOLD = 5;

    private final Connection connection;
    private final Identifier database;
    private final Identifier connectGroup;
    private final Identifier readGroup;

    PostgresBootstrap(Connection connection, Identifier database) {
        this.connection = connection;
        this.database = database;
        this.connectGroup = PostgresNames.connectGroup(database);
        this.readGroup = PostgresNames.readGroup(database);
    }

    /** The administrator must have all that {@link PostgresProbe} asks for. */
    void lay() throws SQLException {
        makeAdmin();
        makeGroup(connectGroup, Set.of(Privilege.CONNECT, Privilege.TEMPORARY));
        makeGroup(readGroup, Set.of(Privilege.CONNECT));
        closeDatabase();
        closePublic();
    }

    /**
     * The logins, at most five of them told by name, that could not connect any more if PUBLIC could not: neither
     * Lakou's, nor superusers, nor with a right of their own.
     */
    static List<String> strangers(Connection connection, Identifier database) throws SQLException {
        var names = CatalogRow.read(
                        connection,
                        """
                        SELECT r.rolname FROM pg_roles r, pg_database d
                        WHERE d.datname = ANY (?) AND r.rolcanlogin AND NOT r.rolsuper AND r.rolname <> session_user
                          AND coalesce(shobj_description(r.oid, 'pg_authid'), '') NOT LIKE 'lakou:%'
                          AND NOT pg_has_role(r.oid, d.datdba, 'USAGE')
                          AND NOT EXISTS (SELECT FROM aclexplode(d.datacl) a
                                          WHERE a.grantee <> 0 AND a.privilege_type = 'CONNECT'
                                            AND pg_has_role(r.oid, a.grantee, 'USAGE'))
                        """,
                        row -> '"' + row.getString(1) + '"',
                        List.of(database.value()))
                .stream()
                .sorted()
                .toList();
        return names.size() <= TOLD
                ? names
                : List.of(String.join(", ", names.subList(0, TOLD)), (names.size() - TOLD) + " more");
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
            execute(sql().sql("SET LOCAL ROLE lakou_admin; CREATE ROLE ")
                    .name(group)
                    .sql(" NOLOGIN; COMMENT ON ROLE ")
                    .name(group)
                    .sql(" IS ")
                    .literal(PLATFORM));
        }
        var held = held(group);
        for (var privilege : privileges) {
            if (!held.contains(privilege.sql())) {
                execute(sql().sql("SET LOCAL ROLE lakou_admin; GRANT ")
                        .privilege(privilege)
                        .sql(" ON DATABASE ")
                        .name(database)
                        .sql(" TO ")
                        .name(group));
            }
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
                        + " FROM pg_database WHERE datname = current_database()")
                && strangers(connection, database).isEmpty()) {
            execute(sql().sql("REVOKE ALL ON DATABASE ").name(database).sql(" FROM PUBLIC"));
        }
    }

    /** Services keep USAGE through their groups, so that they find the extensions there. */
    private void closePublic() throws SQLException {
        if (holds(
                        "SELECT EXISTS (SELECT FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a"
                                + " WHERE n.nspname = 'public' AND a.grantee = 0 AND pg_has_role(session_user, n.nspowner, 'USAGE'))")
                && strangers(connection, database).isEmpty()) {
            execute(sql().sql("GRANT USAGE ON SCHEMA public TO ")
                    .names(List.of(connectGroup, readGroup))
                    .sql("; REVOKE ALL ON SCHEMA public FROM PUBLIC"));
        }
    }

    private void execute(SqlText text) throws SQLException {
        PostgresTransaction.send(connection, text);
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
}
