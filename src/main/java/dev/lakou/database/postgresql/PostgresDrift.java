package dev.lakou.database.postgresql;

import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shows cheaply whether, and then under which names, something changed that services are made of. Needs no privilege; of
 * passwords it tells where the administrator may read the verifiers.
 */
final class PostgresDrift {
    private static final String OURS = "<> 'pg_catalog'::regnamespace";

    private static final String RELATIONS = "c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relnamespace " + OURS;

    /** Few columns have rights of their own: the server's list of who is mentioned where leads to them. */
    private static final String COLUMNS =
            """
            pg_shdepend d WHERE d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND d.classid = 'pg_class'::regclass AND d.objsubid > 0
            """;

    /** No join, for which PostgreSQL would read all columns that there are. */
    private static final String COLUMN =
            """
            hashtext(concat(d.objid, d.objsubid, (
                SELECT t.attacl::text FROM pg_attribute t WHERE t.attrelid = d.objid AND t.attnum = d.objsubid)))
            """;

    private final VerifierAccess verifiers;

    PostgresDrift(VerifierAccess verifiers) {
        this.verifiers = verifiers;
    }

    /** A row that is written anew gets another xmin; roles hide theirs from most, who read them whole. */
    String fingerprint(Connection connection) throws SQLException {
        var roles = verifiers.isGranted(connection)
                ? "SELECT sum(hashtext(concat(oid, xmin))) FROM pg_authid"
                : "SELECT sum(hashtext(r::text)) FROM pg_roles r WHERE r.rolname !~ '^pg_'";
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        """
                        SELECT md5(concat_ws('|',
                          (%s),
                          (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_namespace),
                          (SELECT sum(hashtext(concat(roleid, member, grantor, xmin))) FROM pg_auth_members),
                          (SELECT sum(hashtext(concat(setrole, setdatabase, xmin))) FROM pg_db_role_setting),
                          (SELECT sum(hashtext(concat(oid, xmin))) FROM pg_default_acl),
                          (SELECT sum(hashtext(concat(objoid, classoid, xmin))) FROM pg_shdescription),
                          (SELECT xmin FROM pg_database WHERE datname = current_database()),
                          (SELECT sum(hashtext(concat(c.relowner, c.relacl::text))) FROM pg_class c WHERE %s),
                          (SELECT sum(hashtext(concat(p.proowner, p.proacl::text))) FROM pg_proc p WHERE p.pronamespace %s),
                          (SELECT sum(%s) FROM %s)))
                        """
                                .formatted(roles, RELATIONS, OURS, COLUMN, COLUMNS))) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            verifiers.forget();
            throw e;
        }
    }

    Map<Identifier, String> digests(Connection connection) throws SQLException {
        return digests(connection, "rolname !~ '^pg_'", "nspname !~ '^pg_'", List.of());
    }

    /** The same, of the names in each set alone. */
    List<Map<Identifier, String>> digests(Connection connection, List<Set<Identifier>> sets) throws SQLException {
        var texts = sets.stream()
                .flatMap(Set::stream)
                .map(Identifier::value)
                .distinct()
                .toList();
        var all = digests(connection, "rolname = ANY (?)", "nspname = ANY (?)", List.of(texts, texts));
        return sets.stream()
                .map(names -> {
                    var own = new HashMap<>(all);
                    own.keySet().retainAll(names);
                    return Map.copyOf(own);
                })
                .toList();
    }

    /** Each part is looked up by index: few names cost little. */
    private Map<Identifier, String> digests(
            Connection connection, String roles, String schemas, List<List<String>> names) throws SQLException {
        var digests = new HashMap<Identifier, String>();
        var password = verifiers.isGranted(connection)
                ? "(SELECT hashtext(a.rolpassword) FROM pg_authid a WHERE a.oid = r.oid)"
                : "NULL";
        try (var statement = connection.prepareStatement(
                """
                SELECT r.rolname, md5(concat_ws('|', r::text, %s, shobj_description(r.oid, 'pg_authid'),
                    (SELECT sum(hashtext(concat(s.setdatabase, s.setconfig::text))) FROM pg_db_role_setting s
                     WHERE s.setrole = r.oid AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))),
                    (SELECT sum(hashtext(a::text)) FROM pg_auth_members a WHERE a.member = r.oid),
                    (SELECT sum(hashtext(a::text)) FROM pg_auth_members a WHERE a.roleid = r.oid),
                    (SELECT sum(hashtext(a::text)) FROM pg_default_acl a WHERE a.defaclrole = r.oid)))
                FROM pg_roles r WHERE %s
                UNION ALL
                SELECT n.nspname, md5(concat_ws('|', n::text, obj_description(n.oid, 'pg_namespace'),
                    (SELECT sum(hashtext(concat(c.oid, c.relowner, c.relacl::text))) FROM %s JOIN pg_class c ON c.oid = d.objid WHERE %s),
                    (SELECT sum(hashtext(concat(p.oid, p.proowner, p.proacl::text))) FROM %s JOIN pg_proc p ON p.oid = d.objid),
                    (SELECT sum(%s) FROM %s AND d.objid IN (SELECT objid FROM %s))))
                FROM pg_namespace n WHERE %s
                """
                        .formatted(
                                password,
                                roles,
                                SchemaMembers.of("pg_class", "n.oid"),
                                RELATIONS,
                                SchemaMembers.of("pg_proc", "n.oid"),
                                COLUMN,
                                COLUMNS,
                                SchemaMembers.of("pg_class", "n.oid"),
                                schemas))) {
            for (var place = 0; place < names.size(); place++) {
                statement.setArray(
                        place + 1,
                        connection.createArrayOf("text", names.get(place).toArray()));
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    digests.merge(new Identifier(rows.getString(1)), rows.getString(2), String::concat);
                }
            }
        } catch (SQLException e) {
            verifiers.forget();
            throw e;
        }
        return digests;
    }
}
