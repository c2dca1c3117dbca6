package dev.lakou.database.postgresql;

import static dev.lakou.database.postgresql.sql.CatalogRow.isTrue;

import dev.lakou.database.ServerPolicy;
import dev.lakou.database.ServerReport;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.sql.PostgresAuthority;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.database.postgresql.usage.PostgresStatistics;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks what a server is, and what its administrator may do; {@link PostgresOpenness} asks what is open to everybody. Changes
 * nothing.
 */
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
            var identity = identity();
            var statistics = PostgresStatistics.of(connection);
            return new ServerReport(
                    row.getString(1),
                    Flavor.POSTGRESQL,
                    superuser,
                    row.getInt(3),
                    identity,
                    missing(number / 10_000, admin, superuser, superuser || row.getBoolean(6)),
                    List.of(),
                    statistics.missing(admin),
                    statistics.unseen(admin),
                    new PostgresOpenness(connection, database, policy).open(identity.isPresent()),
                    roleSwitchFault(number));
        }
    }

    /** Every role may read it, until somebody takes that away; asked separately, since PostgreSQL checks before it runs. */
    private Optional<String> identity() throws SQLException {
        if (!isTrue(connection, "SELECT has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')")) {
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
                connection,
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
                        connection,
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
                connection,
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

    private static Optional<String> roleSwitchFault(int version) {
        var broken = BROKEN_MINORS.get(version / 10_000);
        return broken != null && broken == version % 10_000
                ? Optional.of(
                        "PostgreSQL %d.%d ignores ALTER ROLE .. SET role, on which Lakou builds. Upgrade to the next minor version."
                                .formatted(version / 10_000, version % 10_000))
                : Optional.empty();
    }

    private static SqlText sql() {
        return new SqlText(PostgresQuoting.INSTANCE);
    }
}
