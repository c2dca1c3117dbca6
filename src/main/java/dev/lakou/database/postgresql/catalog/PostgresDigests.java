package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.postgresql.catalog.CatalogMessage.Answers;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;

/**
 * A digest for each name of what the server holds under it: of all names, or of those of some scopes. Each part is looked
 * up by index: few names cost little.
 */
final class PostgresDigests {
    static final String OURS = "<> 'pg_catalog'::regnamespace";

    static final String RELATIONS = "c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relnamespace " + OURS;

    /** Few columns have rights of their own: the server's list of who is mentioned where leads to them. */
    static final String COLUMNS =
            """
            pg_shdepend d WHERE d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND d.classid = 'pg_class'::regclass AND d.objsubid > 0
            """;

    /** No join, for which PostgreSQL would read all columns that there are. */
    static final String COLUMN =
            """
            hashtext(concat(d.objid, d.objsubid, (
                SELECT t.attacl::text FROM pg_attribute t WHERE t.attrelid = d.objid AND t.attnum = d.objsubid)))
            """;

    private static final String OF_ROLE =
            """
            md5(concat_ws('|', r::text, %s, shobj_description(r.oid, 'pg_authid'),
                (SELECT sum(hashtext(concat(s.setdatabase, s.setconfig::text))) FROM pg_db_role_setting s
                 WHERE s.setrole = r.oid AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))),
                (SELECT sum(hashtext(a::text)) FROM pg_auth_members a WHERE a.member = r.oid),
                (SELECT sum(hashtext(a::text)) FROM pg_auth_members a WHERE a.roleid = r.oid),
                (SELECT sum(hashtext(a::text)) FROM pg_default_acl a WHERE a.defaclrole = r.oid)))
            """;

    private static final String VERIFIER = "(SELECT hashtext(a.rolpassword) FROM pg_authid a WHERE a.oid = r.oid)";

    private static final String OF_SCHEMA =
            """
            md5(concat_ws('|', n::text, obj_description(n.oid, 'pg_namespace'),
                (SELECT sum(hashtext(concat(c.oid, c.relowner, c.relacl::text))) FROM %s JOIN pg_class c ON c.oid = d.objid WHERE %s),
                (SELECT sum(hashtext(concat(p.oid, p.proowner, p.proacl::text))) FROM %s JOIN pg_proc p ON p.oid = d.objid),
                (SELECT sum(%s) FROM %s AND d.objid IN (SELECT objid FROM %s))))
            """
                    .formatted(
                            SchemaMembers.of("pg_class", "n.oid"),
                            RELATIONS,
                            SchemaMembers.of("pg_proc", "n.oid"),
                            COLUMN,
                            COLUMNS,
                            SchemaMembers.of("pg_class", "n.oid"));

    private final Answers<Entry<Identifier, String>> ofRoles;
    private final Answers<Entry<Identifier, String>> ofSchemas;

    private PostgresDigests(Answers<Entry<Identifier, String>> ofRoles, Answers<Entry<Identifier, String>> ofSchemas) {
        this.ofRoles = ofRoles;
        this.ofSchemas = ofSchemas;
    }

    /**
     * Answered once the message is sent.
     *
     * @param showsVerifiers whether verifiers of passwords may be read
     */
    static PostgresDigests ask(CatalogMessage.Section section, boolean showsVerifiers) {
        return new PostgresDigests(
                section.ask(
                        "SELECT r.rolname, %s, own.asker FROM own, LATERAL (SELECT * FROM pg_roles WHERE oid = own.oid OFFSET 0) r"
                                .formatted(ofRole(showsVerifiers)),
                        row -> Map.entry(new Identifier(row.getString(1)), row.getString(2))),
                section.ask(
                        "SELECT n.nspname, %s, home.asker FROM home, LATERAL (SELECT * FROM pg_namespace WHERE oid = home.oid OFFSET 0) n"
                                .formatted(OF_SCHEMA),
                        row -> Map.entry(new Identifier(row.getString(1)), row.getString(2))));
    }

    /** Of all names that there are. */
    static Map<Identifier, String> read(Connection connection, boolean showsVerifiers) throws SQLException {
        var digests = new HashMap<Identifier, String>();
        var query =
                """
                SELECT r.rolname, %s FROM pg_roles r WHERE rolname !~ '^pg_'
                UNION ALL SELECT n.nspname, %s FROM pg_namespace n WHERE nspname !~ '^pg_'
                """
                        .formatted(ofRole(showsVerifiers), OF_SCHEMA);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                add(digests, new Identifier(rows.getString(1)), rows.getString(2));
            }
        }
        return digests;
    }

    Map<Identifier, String> of(int asker) {
        var digests = new HashMap<Identifier, String>();
        ofRoles.of(asker).forEach(one -> add(digests, one.getKey(), one.getValue()));
        ofSchemas.of(asker).forEach(one -> add(digests, one.getKey(), one.getValue()));
        return digests;
    }

    /** A role comes before a schema of the same name. */
    private static void add(Map<Identifier, String> digests, Identifier name, String digest) {
        digests.merge(name, digest, String::concat);
    }

    private static String ofRole(boolean showsVerifiers) {
        return OF_ROLE.formatted(showsVerifiers ? VERIFIER : "NULL");
    }
}
