package dev.lakou.database.postgresql;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who on a database, without being Lakou's, would lose something if PUBLIC had no rights on it and its schema public.
 *
 * @param logins those that may connect, by whatever way, and have some right from PUBLIC alone
 * @param onDatabase what PUBLIC may do with the database
 * @param onPublic what PUBLIC may do with the schema public
 * @param objects what is in public and neither Lakou's nor of an extension: whoever works with it may have a login that
 *     comes and goes
 */
record PostgresReliance(
        List<String> logins, List<Privilege> onDatabase, List<Privilege> onPublic, List<String> objects) {
    private static final int TOLD = 5;

    private static final String RIGHTS_ON_DATABASE =
            """
            SELECT p.privilege_type, d.datdba AS owner, d.datacl AS acl
            FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) p
            WHERE d.datname = current_database() AND p.grantee = 0
            """;

    private static final String RIGHTS_ON_PUBLIC =
            """
            SELECT p.privilege_type, n.nspowner AS owner, n.nspacl AS acl
            FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) p
            WHERE n.nspname = 'public' AND p.grantee = 0
            """;

    private static final String STRANGER = "coalesce(shobj_description(%s, 'pg_authid'), '') NOT LIKE 'lakou:%%'";

    static PostgresReliance of(Connection connection) throws SQLException {
        return new PostgresReliance(
                logins(connection),
                privileges(connection, RIGHTS_ON_DATABASE),
                privileges(connection, RIGHTS_ON_PUBLIC),
                objects(connection));
    }

    boolean isNone() {
        return logins.isEmpty() && objects.isEmpty();
    }

    /** In words, such as {@code logins "app", "legacy"; in schema public table users}. */
    String describe() {
        return Stream.of(
                        told(
                                "logins ",
                                logins.stream().map(name -> '"' + name + '"').toList()),
                        told("in schema public ", objects))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** What gives each login of its own what it has from PUBLIC. */
    String remedy(Identifier database) {
        if (logins.isEmpty()) {
            return "";
        }
        var text = new SqlText(PostgresQuoting.INSTANCE);
        for (var privilege : onDatabase) {
            grant(text.sql("GRANT ").privilege(privilege).sql(" ON DATABASE ").name(database));
        }
        for (var privilege : onPublic) {
            grant(text.sql("GRANT ").privilege(privilege).sql(" ON SCHEMA public"));
        }
        return text.text();
    }

    private void grant(SqlText text) {
        text.sql(" TO ").names(logins.stream().map(Identifier::new).toList()).sql("; ");
    }

    private static List<Privilege> privileges(Connection connection, String query) throws SQLException {
        return read(connection, query).stream().map(Privilege::valueOf).toList();
    }

    private static List<String> logins(Connection connection) throws SQLException {
        return read(
                connection,
                """
                SELECT r.rolname FROM pg_roles r
                WHERE r.rolcanlogin AND NOT r.rolsuper AND r.rolname <> session_user AND %s
                  AND has_database_privilege(r.oid, current_database(), 'CONNECT')
                  AND EXISTS (SELECT FROM (%s UNION ALL %s) o
                              WHERE NOT pg_has_role(r.oid, o.owner, 'USAGE')
                                AND NOT EXISTS (SELECT FROM aclexplode(o.acl) a
                                                WHERE a.grantee <> 0 AND a.privilege_type = o.privilege_type
                                                  AND pg_has_role(r.oid, a.grantee, 'USAGE')))
                """
                        .formatted(STRANGER.formatted("r.oid"), RIGHTS_ON_DATABASE, RIGHTS_ON_PUBLIC));
    }

    private static List<String> objects(Connection connection) throws SQLException {
        return read(
                connection,
                """
                SELECT t.type || ' ' || t.name FROM (
                    SELECT 'pg_class'::regclass AS class, oid, relowner AS owner, relnamespace AS home FROM pg_class
                    WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
                    UNION ALL SELECT 'pg_proc'::regclass, oid, proowner, pronamespace FROM pg_proc
                    UNION ALL SELECT 'pg_type'::regclass, oid, typowner, typnamespace FROM pg_type WHERE typtype IN ('e', 'd', 'r')
                  ) o CROSS JOIN LATERAL pg_identify_object(o.class, o.oid, 0) t
                WHERE o.home = to_regnamespace('public') AND %s
                  AND NOT EXISTS (SELECT FROM pg_depend d WHERE (d.classid, d.objid) = (o.class, o.oid) AND d.deptype IN ('e', 'a', 'i'))
                """
                        .formatted(STRANGER.formatted("o.owner")));
    }

    private static List<String> read(Connection connection, String query) throws SQLException {
        return CatalogRow.read(connection, query, row -> row.getString(1)).stream()
                .sorted()
                .toList();
    }

    private static String told(String intro, List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        var more = names.size() > TOLD ? ", and " + (names.size() - TOLD) + " more" : "";
        return intro + names.stream().limit(TOLD).collect(Collectors.joining(", ")) + more;
    }
}
