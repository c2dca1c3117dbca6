package dev.lakou.database.mysql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.mysql.flavor.MySqlAccounts;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the databases of a service are besides their rows: read at the source, and made at the target. */
record Structure(MoveEnd source, MoveEnd target, Marker service, Schemas schemas) {
    /** What can hold rows. */
    static final Set<Definition.Kind> TABLES = Set.of(Definition.Kind.SEQUENCE, Definition.Kind.TABLE);

    /** What acts; an event would by itself, and so is made only once it is disabled at the source. */
    static final Set<Definition.Kind> PROGRAMS = Set.of(
            Definition.Kind.FUNCTION,
            Definition.Kind.PROCEDURE,
            Definition.Kind.PACKAGE,
            Definition.Kind.PACKAGE_BODY,
            Definition.Kind.VIEW,
            Definition.Kind.TRIGGER);

    static final Set<Definition.Kind> EVENTS = Set.of(Definition.Kind.EVENT);

    /** Parents may come after their children. */
    private static final String UNCHECKED = "SET foreign_key_checks = 0";

    private static final int NO_SUCH_TABLE = 1146;
    private static final int NO_SUCH_ROUTINE = 1305;

    /** Finds out whether all would be taken, and leaves nothing. */
    void attempt() {
        empty();
        make(TABLES);
        make(PROGRAMS);
        empty();
    }

    void make(Set<Definition.Kind> kinds) {
        var definitions = source.with((connection, dialect) -> read(connection, schemas, kinds));
        target.alone((connection, dialect) -> {
            MoveEnd.send(connection, UNCHECKED);
            makeAll(connection, definitions);
            return true;
        });
    }

    static List<Definition> read(Connection connection, Schemas schemas, Set<Definition.Kind> kinds)
            throws SQLException {
        var definitions = new ArrayList<Definition>();
        for (var kind : Definition.Kind.values()) {
            if (kinds.contains(kind)) {
                for (var thing : MoveEnd.list(
                        connection,
                        schemas.in(kind.names()),
                        row -> new Schemas.TableName(
                                new Identifier(row.getString(1)), new Identifier(row.getString(2))),
                        schemas.values(1))) {
                    connection.setCatalog(thing.schema().value());
                    definitions.add(Definition.read(connection, kind, thing.schema(), thing.table()));
                }
            }
        }
        return definitions;
    }

    /** A view may stand on one that comes after it: it is tried again after that. */
    private static void makeAll(Connection connection, List<Definition> definitions) throws SQLException {
        var left = definitions;
        while (!left.isEmpty()) {
            var early = new ArrayList<Definition>();
            var last = new SQLException("nothing was made");
            for (var definition : left) {
                try {
                    definition.make(connection);
                } catch (SQLException e) {
                    last = new SQLException(definition + ": " + e.getMessage(), e.getSQLState(), e.getErrorCode(), e);
                    if (definition.kind() != Definition.Kind.VIEW || !isMissing(e)) {
                        throw last;
                    }
                    early.add(definition);
                }
            }
            if (early.size() == left.size()) {
                throw last;
            }
            left = early;
        }
    }

    private static boolean isMissing(SQLException e) {
        return e.getErrorCode() == NO_SUCH_TABLE || e.getErrorCode() == NO_SUCH_ROUTINE;
    }

    /** Leaves the service's databases at the target with nothing in them, and what is made in them as at the source. */
    void empty() {
        for (var schema : schemas.names()) {
            target.with((connection, dialect) -> {
                requireOurs(connection, schema);
                return true;
            });
            empty(schema);
        }
    }

    /** Leaves nothing of the service in its databases at the target. Where there are none there was nothing to leave. */
    void takeBack() {
        for (var schema : schemas.names()) {
            var isFilled = target.with((connection, dialect) -> isOurs(connection, schema)
                    && !new Schemas(List.of(schema)).contents(connection).isEmpty());
            if (isFilled) {
                empty(schema);
            }
        }
    }

    private void empty(Identifier schema) {
        var defaults = source.with((connection, dialect) -> defaults(connection, schema));
        target.with((connection, dialect) -> {
            MySqlAccounts.sql().sql("DROP DATABASE IF EXISTS ").name(schema).execute(connection);
            defaults.create(connection, schema);
            return true;
        });
    }

    private boolean isOurs(Connection connection, Identifier schema) throws SQLException {
        return service.isOn(MySqlMarkerTable.marker(connection, MySqlMarkerTable.Kind.SCHEMA, schema));
    }

    private void requireOurs(Connection connection, Identifier schema) throws SQLException {
        if (!isOurs(connection, schema)) {
            throw new DatabaseException(
                    Kind.NAME_TAKEN,
                    "Database \"%s\" at %s is not the service's, and is left as it is."
                            .formatted(schema, target.server()));
        }
    }

    static Defaults defaults(Connection connection, Identifier schema) throws SQLException {
        return MoveEnd.list(
                        connection,
                        "SELECT default_character_set_name, default_collation_name FROM information_schema.schemata WHERE schema_name = ?",
                        row -> new Defaults(row.getString(1), row.getString(2)),
                        schema.value())
                .stream()
                .findFirst()
                .orElseThrow(() -> new SQLException("There is no database " + schema));
    }

    /** What a table has that says nothing of it. */
    record Defaults(String characterSet, String collation) {
        void create(Connection connection, Identifier schema) throws SQLException {
            MySqlAccounts.sql()
                    .sql("CREATE DATABASE IF NOT EXISTS ")
                    .name(schema)
                    .sql(" CHARACTER SET ")
                    .words(characterSet)
                    .sql(" COLLATE ")
                    .words(collation)
                    .execute(connection);
        }
    }
}
