package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.model.Identifier;
import dev.lakou.model.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a service has and cannot use, since others own it or keep it where the service may not look. */
final class PostgresReach {
    private final Connection connection;
    private final Identifier database;

    PostgresReach(Connection connection, Identifier database) {
        this.connection = connection;
        this.database = database;
    }

    /** @param foreign what others own in the schemas of the service */
    List<Shortcoming> of(Collection<ForeignObject> foreign, State desired) throws SQLException {
        var found = foreign.stream()
                .filter(object -> !object.mended())
                .map(ForeignObject::outOfReach)
                .collect(Collectors.toCollection(ArrayList::new));
        found.addAll(ofExtensions(connection, database, desired));
        found.sort(Comparator.comparing(Shortcoming::what));
        return List.copyOf(found);
    }

    private static List<Shortcoming> ofExtensions(Connection connection, Identifier database, State desired)
            throws SQLException {
        if (desired.owner().isEmpty() || desired.extensions().isEmpty()) {
            return List.of();
        }
        var owner = desired.owner().get();
        var found = new ArrayList<>(extensions(connection, database, owner, desired));
        found.addAll(wrappers(connection, owner, desired));
        return found;
    }

    /** To the group of all services: what is granted to one alone is taken back as drift. */
    private static List<Shortcoming> extensions(
            Connection connection, Identifier database, Identifier owner, State desired) throws SQLException {
        return List.copyOf(CatalogRow.read(
                connection,
                """
                SELECT e.extname, n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                  JOIN pg_roles o ON o.rolname = (?::text[])[1]
                WHERE e.extname = ANY (?) AND NOT has_schema_privilege(o.oid, n.oid, 'USAGE')
                """,
                row -> new Shortcoming(
                        "The extension \"%s\" lies in schema \"%s\", which the service may not use."
                                .formatted(row.getString(1), row.getString(2)),
                        new SqlText(PostgresQuoting.INSTANCE)
                                .sql("GRANT USAGE ON SCHEMA ")
                                .name(new Identifier(row.getString(2)))
                                .sql(" TO ")
                                .name(PostgresNames.connectGroup(database))
                                .sql(";")
                                .text()),
                List.of(owner.value()),
                desired.extensions().stream().map(Identifier::value).collect(Collectors.toSet())));
    }

    /** Lakou does not give it: whoever has it opens connections from the server's host to whatever address they like. */
    private static List<Shortcoming> wrappers(Connection connection, Identifier owner, State desired)
            throws SQLException {
        return List.copyOf(CatalogRow.read(
                connection,
                """
                SELECT e.extname, w.fdwname FROM pg_extension e
                  JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e'
                  JOIN pg_foreign_data_wrapper w ON d.classid = 'pg_foreign_data_wrapper'::regclass AND d.objid = w.oid
                  JOIN pg_roles o ON o.rolname = (?::text[])[1]
                WHERE e.extname = ANY (?) AND NOT has_foreign_data_wrapper_privilege(o.oid, w.oid, 'USAGE')
                """,
                row -> new Shortcoming(
                        "The extension \"%s\" brings the foreign-data wrapper \"%s\", which the service may not use: with it, it could open connections from the server to any address. Should it be allowed to:"
                                .formatted(row.getString(1), row.getString(2)),
                        new SqlText(PostgresQuoting.INSTANCE)
                                .sql("GRANT USAGE ON FOREIGN DATA WRAPPER ")
                                .name(new Identifier(row.getString(2)))
                                .sql(" TO ")
                                .name(owner)
                                .sql(";")
                                .text()),
                List.of(owner.value()),
                desired.extensions().stream().map(Identifier::value).collect(Collectors.toSet())));
    }
}
