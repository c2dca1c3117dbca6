package dev.lakou.database.postgresql.adoption;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.catalog.PostgresObjects;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.database.postgresql.sql.PostgresAuthority;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.State;
import dev.lakou.plan.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Takes over roles and schemas that others made, and says what an administrator that is no superuser lacks for it.
 * Names reach the blocks as settings: nothing in them can end a block.
 */
public final class PostgresAdoption {
    private PostgresAdoption() {}

    /** Whoever may act as the owner gives the schema away; the platform's role becomes a member for that moment. */
    public static SqlText ofSchema(Change.SetSchemaOwner change) {
        return new SqlText(PostgresQuoting.INSTANCE)
                .sql("SET LOCAL lakou.home TO ")
                .literal(change.schema().value())
                .sql("; SET LOCAL lakou.heir TO ")
                .literal(change.owner().value())
                .sql(
                        """
                        ; DO $lakou$ DECLARE former name; joined boolean := false; BEGIN
                          SELECT pg_get_userbyid(nspowner) INTO former FROM pg_namespace WHERE nspname = current_setting('lakou.home');
                          IF pg_has_role(session_user, former, 'USAGE') THEN
                            SET LOCAL ROLE NONE;
                          ELSIF NOT pg_has_role(current_user, former, 'USAGE') THEN
                            EXECUTE format('GRANT %I TO CURRENT_USER', former);
                            joined := true;
                          END IF;
                          EXECUTE format('ALTER SCHEMA %I OWNER TO %I', current_setting('lakou.home'), current_setting('lakou.heir'));
                          IF joined THEN EXECUTE format('REVOKE %I FROM CURRENT_USER', former); END IF;
                        END $lakou$;
                        """
                                + PostgresAuthority.ACT);
    }

    /** Since PostgreSQL 16, a role may only be altered by who has ADMIN OPTION on it. Leaves the administrator in charge. */
    public static SqlText ofRole(Identifier role) {
        return new SqlText(PostgresQuoting.INSTANCE)
                .sql("SET LOCAL lakou.role TO ")
                .literal(role.value())
                .sql(
                        """
                        ; DO $lakou$ BEGIN
                          IF current_setting('server_version_num')::int >= 160000
                              AND NOT pg_has_role('lakou_admin', current_setting('lakou.role'), 'MEMBER WITH ADMIN OPTION') THEN
                            SET LOCAL ROLE NONE;
                            EXECUTE format('GRANT %I TO lakou_admin WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', current_setting('lakou.role'));
                          END IF;
                          IF (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) THEN SET LOCAL ROLE NONE; END IF;
                        END $lakou$;
                        """);
    }

    /** Takes what the owners of database and public gave a role, where the administrator is one. */
    public static SqlText revokeAsOwner(SqlText text, Identifier role) {
        return text.sql("SET LOCAL lakou.role TO ")
                .literal(role.value())
                .sql(
                        """
                        ; DO $lakou$ DECLARE gift text; BEGIN
                          SET LOCAL ROLE NONE;
                          FOR gift IN SELECT 'DATABASE ' || quote_ident(datname) FROM pg_database
                                      WHERE datname = current_database() AND pg_has_role(session_user, datdba, 'USAGE')
                                      UNION ALL SELECT 'SCHEMA public' FROM pg_namespace WHERE nspname = 'public' AND pg_has_role(session_user, nspowner, 'USAGE') LOOP
                            EXECUTE format('REVOKE ALL ON %s FROM %I', gift, current_setting('lakou.role'));
                          END LOOP;
                        END $lakou$;
                        """
                                + PostgresAuthority.ACT);
    }

    /** Statements for a DBA, ready to paste; none for a superuser. */
    static List<String> needs(Connection connection, State desired) throws SQLException {
        var needs = new ArrayList<>(PostgresObjects.ofSuperusers(connection, desired));
        var roles = new HashSet<>(PostgresObjects.owners(connection, desired));
        desired.roles().stream().map(Role::name).map(Identifier::value).forEach(roles::add);
        CatalogRow.read(
                        connection,
                        """
                        SELECT r.rolname FROM pg_roles r
                        WHERE r.rolname = ANY (?) AND r.rolname <> 'lakou_admin' AND NOT r.rolsuper
                          AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user)
                          AND current_setting('server_version_num')::int >= 160000
                          AND NOT pg_has_role('lakou_admin', r.oid, 'MEMBER WITH ADMIN OPTION')
                        """,
                        row -> grant(new Identifier(row.getString(1))),
                        roles)
                .stream()
                .sorted()
                .forEach(needs::add);
        return needs;
    }

    private static String grant(Identifier role) {
        return PostgresAuthority.administer(new SqlText(PostgresQuoting.INSTANCE), List.of(role))
                .text();
    }
}
