package dev.lakou.database.postgresql;

import dev.lakou.database.ServerPolicy;
import dev.lakou.database.ServerPolicy.Isolation;
import dev.lakou.database.ServerPolicy.Strangers;
import dev.lakou.database.ServerReport;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks what a server is, what its administrator may do, and what is open to everybody. Changes nothing. */
final class PostgresProbe {
    private static final int OLDEST = 14;

    /** How many roles a statement for a DBA lists. */
    private static final int NAMED = 50;

    /** Releases of November 2024 that ignore ALTER ROLE .. SET role at login; the next minor of each mended it. */
    private static final Map<Integer, Integer> BROKEN_MINORS = Map.of(13, 17, 14, 14, 15, 9, 16, 5, 17, 1);

    private final Connection connection;
    private final Identifier database;
    private final ServerPolicy policy;

    PostgresProbe(Connection connection, Identifier database, ServerPolicy policy) {
        this.connection = connection;
        this.database = database;
        this.policy = policy;
    }

    ServerReport report() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        """
                        SELECT split_part(current_setting('server_version'), ' ', 1),
                               current_setting('server_version_num')::int,
                               current_setting('max_connections')::int,
                               session_user, r.rolsuper, r.rolcreaterole
                        FROM pg_roles r WHERE r.rolname = session_user
                        """)) {
            row.next();
            var number = row.getInt(2);
            var admin = new Identifier(row.getString(4));
            var superuser = row.getBoolean(5);
            var statistics = PostgresStatistics.of(connection);
            return new ServerReport(
                    row.getString(1),
                    Flavor.POSTGRESQL,
                    superuser,
                    row.getInt(3),
                    identity(),
                    missing(number / 10_000, admin, superuser, superuser || row.getBoolean(6)),
                    List.of(),
                    statistics.missing(admin),
                    statistics.unseen(admin),
                    open(),
                    roleSwitchFault(number));
        }
    }

    /** Every role may read it, until somebody takes that away; asked separately, since PostgreSQL checks before it runs. */
    private Optional<String> identity() throws SQLException {
        if (!isTrue("SELECT has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')")) {
            return Optional.empty();
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT system_identifier::text FROM pg_control_system()")) {
            row.next();
            return Optional.of(row.getString(1));
        }
    }

    private List<Shortcoming> missing(int major, Identifier admin, boolean superuser, boolean createRole)
            throws SQLException {
        var missing = new ArrayList<Shortcoming>();
        if (major < OLDEST) {
            missing.add(new Shortcoming(
                    "PostgreSQL %d is older than %d, the oldest that Lakou supports.".formatted(major, OLDEST),
                    "-- upgrade the server"));
        }
        if (!createRole) {
            missing.add(new Shortcoming(
                    "\"%s\" may not create roles.".formatted(admin),
                    sql().sql("ALTER ROLE ").name(admin).sql(" CREATEROLE;").text()));
        }
        if (!isTrue(
                """
                SELECT bool_and(has_database_privilege(session_user, current_database(), p || ' WITH GRANT OPTION')
                                OR EXISTS (SELECT FROM pg_roles a WHERE a.rolname = 'lakou_admin'
                                           AND has_database_privilege(a.oid, current_database(), p || ' WITH GRANT OPTION')))
                FROM unnest(ARRAY['CREATE', 'CONNECT', 'TEMPORARY']) AS p
                """)) {
            missing.add(new Shortcoming(
                    "\"%s\" may not create schemas in database \"%s\" and let services connect to it."
                            .formatted(admin, database),
                    sql().sql("GRANT CREATE, CONNECT, TEMPORARY ON DATABASE ")
                            .name(database)
                            .sql(" TO ")
                            .name(admin)
                            .sql(" WITH GRANT OPTION;")
                            .text()));
        }
        // Before 16, who may create roles may join any role.
        if (major >= 16
                && !isTrue(
                        """
                SELECT NOT EXISTS (SELECT FROM pg_roles a WHERE a.rolname = 'lakou_admin'
                                   AND NOT pg_has_role(session_user, a.oid, 'MEMBER'))
                """)) {
            missing.add(new Shortcoming(
                    "The role \"lakou_admin\" exists, and \"%s\" is not a member of it.".formatted(admin),
                    sql().sql("GRANT lakou_admin TO ")
                            .name(admin)
                            .sql(" WITH ADMIN OPTION;")
                            .text()));
        }
        if (!superuser) {
            administration().ifPresent(missing::add);
        }
        // A setting of Amazon RDS, which keeps passwords to the members of a role.
        if (isTrue(
                """
                SELECT coalesce(current_setting('rds.restrict_password_commands', true)::boolean, false) AND EXISTS (
                  SELECT FROM pg_roles WHERE rolname = 'rds_password' AND NOT pg_has_role(session_user, oid, 'MEMBER'))
                """)) {
            missing.add(new Shortcoming(
                    "rds.restrict_password_commands is on, and \"%s\" may not set passwords.".formatted(admin),
                    sql().sql("GRANT rds_password TO ").name(admin).sql(";").text()));
        }
        return missing;
    }

    /** So it is after a dump of a server older than 16, whose roles have no administrators. */
    private Optional<Shortcoming> administration() throws SQLException {
        var roles = PostgresAuthority.unadministered(connection);
        if (roles.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Shortcoming(
                "\"lakou_admin\" has no ADMIN OPTION on %d of Lakou's roles, such as \"%s\", and can neither alter nor grant them."
                        .formatted(roles.size(), roles.get(0)),
                (roles.size() <= NAMED ? PostgresAuthority.administer(sql(), roles) : PostgresAuthority.administerAll())
                        .text()));
    }

    private List<Shortcoming> open() throws SQLException {
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
        if (identity().isEmpty()) {
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

    private static Optional<String> roleSwitchFault(int version) {
        var broken = BROKEN_MINORS.get(version / 10_000);
        return broken != null && broken == version % 10_000
                ? Optional.of(
                        "PostgreSQL %d.%d ignores ALTER ROLE .. SET role, on which Lakou builds. Upgrade to the next minor version."
                                .formatted(version / 10_000, version % 10_000))
                : Optional.empty();
    }

    private boolean isTrue(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static SqlText sql() {
        return new SqlText(PostgresQuoting.INSTANCE);
    }
}
