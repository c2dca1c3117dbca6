package dev.lakou.database.postgresql;

import static dev.lakou.database.postgresql.sql.CatalogRow.isTrue;

import dev.lakou.database.ServerPolicy;
import dev.lakou.database.ServerPolicy.Isolation;
import dev.lakou.database.ServerPolicy.Strangers;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks what is open to everybody on a server, and to strangers, with what a DBA can run. Changes nothing. */
record PostgresOpenness(Connection connection, Identifier database, ServerPolicy policy) {
    /** @param isKnown whether Lakou may read which server this is */
    List<Shortcoming> open(boolean isKnown) throws SQLException {
        var open = new ArrayList<Shortcoming>();
        var reason = keptOpen();
        for (var name : openDatabases()) {
            open.add(new Shortcoming(
                    "Every role may connect to database \"%s\".%s".formatted(name, name.equals(database) ? reason : ""),
                    sql().sql("REVOKE ALL ON DATABASE ")
                            .name(name)
                            .sql(" FROM PUBLIC;")
                            .text()));
        }
        publicOpen("CREATE", "create objects in", reason).ifPresent(open::add);
        if (!reason.isEmpty()) {
            publicOpen("USAGE", "use", reason).ifPresent(open::add);
        }
        if (policy.strangers() == Strangers.REPORT) {
            open.addAll(strangers());
        }
        if (!isKnown) {
            open.add(new Shortcoming(
                    "Lakou may not read which server this is, and cannot tell when another DatabaseServer is the same.",
                    "GRANT EXECUTE ON FUNCTION pg_catalog.pg_control_system() TO PUBLIC;"));
        }
        return open;
    }

    /** Whom a DBA let into services' schemas, and the platform wants told. */
    private List<Shortcoming> strangers() throws SQLException {
        return CatalogRow.read(
                        connection,
                        """
                        SELECT g.rolname, n.nspname FROM pg_namespace n, aclexplode(n.nspacl) a JOIN pg_roles g ON g.oid = a.grantee
                        WHERE obj_description(n.oid, 'pg_namespace') LIKE 'lakou:%' AND a.grantee <> n.nspowner AND NOT g.rolsuper
                          AND coalesce(shobj_description(g.oid, 'pg_authid'), '') NOT LIKE 'lakou:%'
                        """,
                        row -> stranger(new Identifier(row.getString(1)), new Identifier(row.getString(2))))
                .stream()
                .sorted(Comparator.comparing(Shortcoming::what))
                .toList();
    }

    private static Shortcoming stranger(Identifier role, Identifier schema) {
        return new Shortcoming(
                "Role \"%s\", which is not Lakou's, has rights on schema \"%s\" of a service; they are left, as spec.strangers says."
                        .formatted(role, schema),
                sql().sql("REVOKE ALL ON SCHEMA ")
                        .name(schema)
                        .sql(" FROM ")
                        .name(role)
                        .sql(";")
                        .text());
    }

    private List<Identifier> openDatabases() throws SQLException {
        return CatalogRow.read(
                        connection,
                        """
                        SELECT d.datname FROM pg_database d
                        WHERE d.datallowconn AND EXISTS (
                            SELECT FROM aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a WHERE a.grantee = 0)
                        """,
                        row -> new Identifier(row.getString(1)))
                .stream()
                .sorted()
                .toList();
    }

    /** USAGE alone is no danger to services, which have it themselves: it is told where somebody relies on it. */
    private Optional<Shortcoming> publicOpen(String privilege, String words, String reason) throws SQLException {
        var isOpen = isTrue(
                connection,
                """
                SELECT EXISTS (SELECT FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
                               WHERE n.nspname = 'public' AND a.grantee = 0 AND a.privilege_type = '%s')
                """
                        .formatted(privilege));
        return isOpen
                ? Optional.of(new Shortcoming(
                        "Every role may %s schema \"public\".%s".formatted(words, reason),
                        "REVOKE %s ON SCHEMA public FROM PUBLIC;".formatted(privilege)))
                : Optional.empty();
    }

    /** Why Lakou leaves to PUBLIC what it has on the shared database; empty where it does not. */
    private String keptOpen() throws SQLException {
        if (policy.isolation() == Isolation.REPORT) {
            return " Lakou leaves that as it is, as spec.isolation says.";
        }
        var reliance = PostgresReliance.of(connection);
        if (policy.isolation() == Isolation.CLOSE || reliance.isNone()) {
            return "";
        }
        var remedy = reliance.remedy(database);
        return " Lakou leaves that as it is while somebody who is not its own relies on it: %s. %sspec.isolation: Close closes it all the same."
                .formatted(
                        reliance.describe(),
                        remedy.isEmpty() ? "" : "Rights of their own make them independent of it: " + remedy);
    }

    private static SqlText sql() {
        return new SqlText(PostgresQuoting.INSTANCE);
    }
}
