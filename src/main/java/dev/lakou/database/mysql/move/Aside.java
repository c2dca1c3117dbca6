package dev.lakou.database.mysql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.MoveMark;
import dev.lakou.database.MovedSchema;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.mysql.MySqlSetAside;
import dev.lakou.database.mysql.MySqlStatements;
import dev.lakou.database.mysql.catalog.MySqlHeldByOthers;
import dev.lakou.database.mysql.catalog.MySqlRights;
import dev.lakou.database.mysql.flavor.MySqlAccounts;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.model.Grant;
import dev.lakou.model.HeldGrant;
import dev.lakou.model.Identifier;
import dev.lakou.plan.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a move leaves at the source. A database cannot be renamed: another one is made, to which its tables go with all
 * rows, and the former one, which then is empty, is dropped, so that its name is free. No statement can be taken back,
 * so that each is made again by whoever comes after one that ended among them.
 */
record Aside(MoveEnd source, MoveMark mark, Schemas schemas) {
    private static final int LONGEST_NAME = 64;

    List<Identifier> set(String destination) {
        for (var schema : schemas.names()) {
            source.alone((connection, dialect) -> {
                if (isThere(connection, schema)) {
                    leave(connection, dialect, schema, destination);
                }
                return true;
            });
        }
        return there();
    }

    List<Identifier> there() {
        return source.with((connection, dialect) -> MySqlSetAside.of(connection, mark)).stream()
                .map(MovedSchema::aside)
                .toList();
    }

    void drop() {
        for (var schema : there()) {
            source.run(List.of(
                    MySqlAccounts.sql().sql("DROP DATABASE IF EXISTS ").name(schema),
                    MySqlMarkerTable.forget(MySqlMarkerTable.Kind.SCHEMA, schema)));
        }
    }

    private boolean isThere(Connection connection, Identifier schema) throws SQLException {
        return mark.service().isOn(MySqlMarkerTable.marker(connection, MySqlMarkerTable.Kind.SCHEMA, schema));
    }

    private void leave(Connection connection, MySqlStatements dialect, Identifier schema, String destination)
            throws SQLException {
        var aside = place(connection, schema);
        MySqlMarkerTable.mark(MySqlMarkerTable.Kind.SCHEMA, aside, Optional.of(mark.leaving(schema.value())))
                .execute(connection);
        if (!MySqlSetAside.hasDatabase(connection, schema)) {
            finish(connection, schema, aside, destination);
            return;
        }
        Structure.defaults(connection, schema).create(connection, aside);
        new KeptPrograms(aside).take(connection, schema);
        takeTables(connection, schema, aside);
        closeToOthers(connection, dialect, schema);
        requireEmpty(connection, schema);
        MySqlAccounts.sql().sql("DROP DATABASE ").name(schema).execute(connection);
        finish(connection, schema, aside, destination);
    }

    /** The one that was begun, or one whose name no other has had here. */
    private Identifier place(Connection connection, Identifier schema) throws SQLException {
        var begun = MySqlSetAside.marked(connection, mark.leaving(schema.value()));
        if (begun.isPresent()) {
            return begun.get();
        }
        for (var number = 1; ; number++) {
            var name = "lakou_moved_%d_%s".formatted(number, schema);
            var aside = new Identifier(name.substring(0, Math.min(name.length(), LONGEST_NAME)));
            if (MySqlMarkerTable.marker(connection, MySqlMarkerTable.Kind.SCHEMA, aside)
                            .isEmpty()
                    && !MySqlSetAside.hasDatabase(connection, aside)) {
                return aside;
            }
        }
    }

    /** All of them at once: keys between them go with them. */
    private static void takeTables(Connection connection, Identifier schema, Identifier aside) throws SQLException {
        var tables = MoveEnd.list(
                connection,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND table_type IN ('BASE TABLE', 'SEQUENCE')",
                row -> new Identifier(row.getString(1)),
                schema.value());
        if (tables.isEmpty()) {
            return;
        }
        var renaming = MySqlAccounts.sql().sql("RENAME TABLE ");
        for (var table : tables) {
            renaming.sql(table.equals(tables.get(0)) ? "" : ", ")
                    .name(schema)
                    .sql(".")
                    .name(table)
                    .sql(" TO ")
                    .name(aside)
                    .sql(".")
                    .name(table);
        }
        renaming.execute(connection);
    }

    /** Rights outlive the database that they are on, and would be on whatever has its name next. */
    private void closeToOthers(Connection connection, MySqlStatements dialect, Identifier schema) throws SQLException {
        var others = others(connection, dialect, schema);
        var revokes = dialect.of(
                others.stream().<Change>map(Change.RevokePrivilege::new).toList());
        for (var revoke : revokes) {
            revoke.execute(connection);
        }
        var left = others(connection, dialect, schema);
        if (!left.isEmpty()) {
            throw source.busy("others still have rights on database \"%s\": %s.".formatted(schema, left));
        }
    }

    private Set<Grant> others(Connection connection, MySqlStatements dialect, Identifier schema) throws SQLException {
        var rights = new MySqlRights(connection, dialect.flavor(), dialect.names());
        var found = new HashSet<>(rights.of(Set.of(), Set.of(schema)));
        found.addAll(new MySqlHeldByOthers(rights)
                .of(schema, mark.service()).stream()
                        .filter(held -> held.schema().equals(schema))
                        .map(HeldGrant::grant)
                        .collect(Collectors.toSet()));
        return found;
    }

    private void requireEmpty(Connection connection, Identifier schema) throws SQLException {
        var left = new Schemas(List.of(schema)).contents(connection);
        if (!left.isEmpty()) {
            throw new DatabaseException(
                    Kind.DEPENDED_ON,
                    "Database \"%s\" at %s cannot be set aside with %s. Drop or rename that; retried."
                            .formatted(schema, source.server(), String.join(", ", left)));
        }
    }

    private void finish(Connection connection, Identifier schema, Identifier aside, String destination)
            throws SQLException {
        for (SqlText text : List.of(
                MySqlMarkerTable.mark(MySqlMarkerTable.Kind.SCHEMA, aside, Optional.of(mark.moved(destination))),
                MySqlMarkerTable.forget(MySqlMarkerTable.Kind.SCHEMA, schema))) {
            text.execute(connection);
        }
    }
}
