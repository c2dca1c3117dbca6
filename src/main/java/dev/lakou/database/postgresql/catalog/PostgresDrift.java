package dev.lakou.database.postgresql.catalog;

import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Shows cheaply whether, and then under which names, something changed that services are made of. Needs no privilege; of
 * passwords it tells where the administrator may read the verifiers.
 */
public final class PostgresDrift {
    private final VerifierAccess verifiers;

    public PostgresDrift(VerifierAccess verifiers) {
        this.verifiers = verifiers;
    }

    /** A row that is written anew gets another xmin; roles hide theirs from most, who read them whole. */
    public String fingerprint(Connection connection) throws SQLException {
        return verifiers.watch(() -> fingerprint(connection, verifiers.isGranted(connection)));
    }

    private static String fingerprint(Connection connection, boolean showsVerifiers) throws SQLException {
        var roles = showsVerifiers
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
                                .formatted(
                                        roles,
                                        PostgresDigests.RELATIONS,
                                        PostgresDigests.OURS,
                                        PostgresDigests.COLUMN,
                                        PostgresDigests.COLUMNS))) {
            row.next();
            return row.getString(1);
        }
    }

    public Map<Identifier, String> digests(Connection connection) throws SQLException {
        return verifiers.watch(() -> PostgresDigests.read(connection, verifiers.isGranted(connection)));
    }
}
