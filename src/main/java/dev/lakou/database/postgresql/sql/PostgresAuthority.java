package dev.lakou.database.postgresql.sql;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * As whom Lakou acts: as {@code lakou_admin}, and where its login is a superuser as itself, whom no restored dump can take
 * a right from. What it makes belongs to {@code lakou_admin} either way.
 *
 * @param superuser whether the login is one
 * @param hasAdministrators whether a role is altered and granted only by those who have ADMIN OPTION on it: since 16
 * @param unadministered of the roles to be granted, those on which {@code lakou_admin} has none
 */
public record PostgresAuthority(boolean superuser, boolean hasAdministrators, List<Identifier> unadministered) {
    /** Begins, or goes on, as the one who acts. */
    public static final String ACT =
            "SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user; ";

    /**
     * Lakou's roles that {@code lakou_admin} could not alter. Before 16, whoever may create roles may alter all; a dump of
     * such a server tells a newer one of no administrators.
     */
    private static final String UNADMINISTERED =
            """
            SELECT r.rolname FROM pg_roles r JOIN pg_roles p ON p.rolname = 'lakou_admin' AND p.oid <> r.oid
            WHERE current_setting('server_version_num')::int >= 160000 AND shobj_description(r.oid, 'pg_authid') LIKE 'lakou:%'
              AND NOT EXISTS (SELECT FROM pg_auth_members a WHERE a.roleid = r.oid AND a.member = p.oid AND a.admin_option)
            """;

    /** What a membership already says of inheriting is left as it is. */
    private static final String ADMINISTER =
            " LOOP EXECUTE format('GRANT %I TO lakou_admin WITH ADMIN TRUE', r) || CASE WHEN EXISTS (SELECT FROM pg_auth_members a"
                    + " WHERE a.roleid = (SELECT oid FROM pg_roles WHERE rolname = r) AND a.member = 'lakou_admin'::regrole AND a.grantor = 10)"
                    + " THEN '' ELSE ', INHERIT FALSE, SET FALSE' END; END LOOP; END $lakou$; ";

    public PostgresAuthority {
        unadministered = List.copyOf(unadministered);
    }

    /** @param granted the roles that are there, and will be granted */
    public static PostgresAuthority of(Connection connection, Collection<Identifier> granted) throws SQLException {
        var authority = CatalogRow.read(
                        connection,
                        """
                        SELECT rolsuper, current_setting('server_version_num')::int >= 160000
                        FROM pg_roles WHERE rolname = session_user
                        """,
                        row -> new PostgresAuthority(row.getBoolean(1), row.getBoolean(2), List.of()))
                .iterator()
                .next();
        if (granted.isEmpty() || !authority.grantsInItsName()) {
            return authority;
        }
        var unadministered = CatalogRow.read(
                connection,
                """
                SELECT r.rolname FROM pg_roles r JOIN pg_roles p ON p.rolname = 'lakou_admin' AND p.oid <> r.oid
                WHERE r.rolname = ANY (?)
                  AND NOT EXISTS (SELECT FROM pg_auth_members a WHERE a.roleid = r.oid AND a.member = p.oid AND a.admin_option)
                """,
                row -> new Identifier(row.getString(1)),
                granted.stream().map(Identifier::value).toList());
        return new PostgresAuthority(true, true, List.copyOf(unadministered));
    }

    public static List<Identifier> unadministered(Connection connection) throws SQLException {
        return CatalogRow.read(connection, UNADMINISTERED, row -> new Identifier(row.getString(1))).stream()
                .sorted()
                .toList();
    }

    /** Gives {@code lakou_admin} the say over all roles of Lakou; for a superuser. */
    public static SqlText administerAll() {
        return new SqlText(PostgresQuoting.INSTANCE)
                .sql("DO $lakou$ DECLARE r name; BEGIN FOR r IN " + UNADMINISTERED + ADMINISTER);
    }

    /** The same over these. */
    public static SqlText administer(SqlText text, List<Identifier> roles) {
        return text.sql("GRANT ").names(roles).sql(" TO lakou_admin WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;");
    }

    /** After a role was made: its maker is its administrator, but for a superuser. */
    public void administerNew(SqlText text, Identifier role) {
        if (grantsInItsName()) {
            administer(text, List.of(role));
        }
    }

    /** Before a role is granted in the name of {@code lakou_admin}. */
    public void administerFound(SqlText text, Identifier role) {
        if (unadministered.contains(role)) {
            text.sql("SET LOCAL lakou.role TO ").literal(role.value());
            text.sql("; DO $lakou$ DECLARE r name; BEGIN FOR r IN " + UNADMINISTERED
                    + " AND r.rolname = current_setting('lakou.role')::name" + ADMINISTER);
        }
    }

    /** So that whoever acts as {@code lakou_admin} later can revoke a membership. */
    public void inItsName(SqlText text) {
        if (grantsInItsName()) {
            text.sql(" GRANTED BY lakou_admin");
        }
    }

    private boolean grantsInItsName() {
        return superuser && hasAdministrators;
    }

    /** Ahead of what only a member of the role, or a superuser, may do. */
    public void join(SqlText text, Identifier role) {
        if (!superuser) {
            text.sql("GRANT ").name(role).sql(" TO CURRENT_USER; ");
        }
    }

    public void leave(SqlText text, Identifier role) {
        if (!superuser) {
            text.sql("REVOKE ").name(role).sql(" FROM CURRENT_USER; ");
        }
    }
}
