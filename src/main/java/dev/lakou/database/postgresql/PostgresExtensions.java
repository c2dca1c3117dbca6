package dev.lakou.database.postgresql;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.model.Identifier;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The extensions that services ask for: which of them a service can use, and how the others come to be.
 *
 * @param allowed what may be installed because another needs it
 */
record PostgresExtensions(Connection connection, Identifier database, Set<Identifier> allowed) {
    /** Where PostgreSQL looks without being told, and where Lakou puts extensions: whoever leaves it out writes public. ahead. */
    private static final Set<Identifier> FOUND_BY_ALL = Set.of(new Identifier("pg_catalog"), new Identifier("public"));

    /** Of the desired ones those that are installed where every session of the service finds them. */
    Set<Identifier> usable(State desired) throws SQLException {
        if (desired.extensions().isEmpty()) {
            return Set.of();
        }
        var own = desired.schemas().stream().map(Schema::name).collect(Collectors.toSet());
        var paths = desired.settings().stream()
                .filter(setting -> setting.name().equals(SearchPath.SETTING))
                .map(setting -> Set.copyOf(SearchPath.parse(setting.value()).schemas()))
                .toList();
        return installed(desired.extensions()).stream()
                .filter(found -> found.open() || own.contains(found.schema()))
                .filter(found -> found.qualified() || paths.stream().allMatch(path -> path.contains(found.schema())))
                .map(Installed::name)
                .collect(Collectors.toSet());
    }

    /**
     * Installs one, with what it needs, or opens the schema in which it lies.
     *
     * @throws DatabaseException when the service could not use it all the same, with what to do
     */
    void provide(Identifier extension) throws SQLException {
        var before = installed(Set.of(extension)).stream().findFirst();
        if (before.isEmpty()) {
            install(extension);
            installed(Set.of(extension)).stream().filter(found -> !found.open()).forEach(this::open);
            return;
        }
        if (before.get().open()) {
            throw new DatabaseException(
                    Kind.VALUE_REFUSED,
                    "spec.extensions \"%s\" lies in schema \"%s\", which is not in the search_path of the service. Add \"%s\" to spec.searchPath."
                            .formatted(
                                    extension,
                                    before.get().schema(),
                                    before.get().schema()));
        }
        open(before.get());
    }

    /** What {@link #provide} would begin with. */
    SqlText statement(Identifier extension) throws SQLException {
        return installed(Set.of(extension)).stream()
                .findFirst()
                .map(found -> opening(found.schema()))
                .orElse(creation(extension, needed(extension)));
    }

    /** In public, which belongs to the platform: what is in a service's schema could be replaced by the service. */
    private void install(Identifier extension) throws SQLException {
        var needed = needed(extension);
        refuseMissing(extension, needed);
        var text = creation(extension, needed);
        try {
            PostgresTransaction.sendAsPlatform(connection, List.of(text));
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
            throw new DatabaseException(
                    Kind.PRIVILEGE_MISSING,
                    "The administrator may not install the extension \"%s\": %s. A DBA can run in database \"%s\": %s"
                            .formatted(extension, words(e), database, text.text()),
                    e);
        }
    }

    private static SqlText creation(Identifier extension, Set<Needed> needed) {
        var text = sql().sql("CREATE EXTENSION IF NOT EXISTS ").name(extension);
        if (needed.stream().noneMatch(one -> one.name().equals(extension) && one.placed())) {
            text.sql(" SCHEMA public");
        }
        return text.sql(" CASCADE;");
    }

    private void refuseMissing(Identifier extension, Set<Needed> needed) {
        for (var one : needed) {
            if (!one.available()) {
                throw new DatabaseException(
                        Kind.VALUE_REFUSED,
                        "spec.extensions \"%s\"%s is not available on this server: its files are not there. Remove it, or ask the platform team to have it installed."
                                .formatted(
                                        extension,
                                        one.name().equals(extension)
                                                ? ""
                                                : " needs \"%s\", which".formatted(one.name())));
            }
            if (!one.installed() && !one.name().equals(extension) && !allowed.contains(one.name())) {
                throw new DatabaseException(
                        Kind.VALUE_REFUSED,
                        "spec.extensions \"%s\" needs \"%s\", which is not installed, and not among the allowedExtensions of the DatabaseServer. Ask the platform team to allow it."
                                .formatted(extension, one.name()));
            }
        }
    }

    private void open(Installed found) {
        var schema = found.schema();
        var statement = opening(schema);
        if (found.ofService()) {
            throw new DatabaseException(
                    Kind.VALUE_REFUSED,
                    "spec.extensions \"%s\" lies in schema \"%s\", which is another service's. A DBA can run: ALTER EXTENSION %s SET SCHEMA public;"
                            .formatted(found.name(), schema, PostgresQuoting.INSTANCE.name(found.name())));
        }
        try {
            PostgresTransaction.send(connection, statement);
        } catch (SQLException e) {
            throw new DatabaseException(
                    Kind.PRIVILEGE_MISSING,
                    "The extension \"%s\" lies in schema \"%s\", which services may not use, and the administrator may not let them. A DBA can run: %s"
                            .formatted(found.name(), schema, statement.text()),
                    e);
        }
    }

    private SqlText opening(Identifier schema) {
        return sql().sql("GRANT USAGE ON SCHEMA ")
                .name(schema)
                .sql(" TO ")
                .names(List.of(PostgresNames.connectGroup(database), PostgresNames.readGroup(database)))
                .sql(";");
    }

    /** What must be there for an extension, itself included. */
    private Set<Needed> needed(Identifier extension) throws SQLException {
        return CatalogRow.read(
                connection,
                """
                WITH RECURSIVE needed (name) AS (
                  SELECT unnest(?::name[]) UNION
                  SELECT unnest(v.requires) FROM needed n JOIN pg_available_extensions a ON a.name = n.name
                    JOIN pg_available_extension_versions v ON v.name = a.name AND v.version = a.default_version)
                SELECT n.name, a.name IS NOT NULL, a.installed_version IS NOT NULL, v.schema IS NOT NULL
                FROM needed n LEFT JOIN pg_available_extensions a ON a.name = n.name
                  LEFT JOIN pg_available_extension_versions v ON v.name = a.name AND v.version = a.default_version
                """,
                row -> new Needed(
                        new Identifier(row.getString(1)), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4)),
                List.of(extension.value()));
    }

    private Set<Installed> installed(Set<Identifier> extensions) throws SQLException {
        var found = CatalogRow.read(
                connection,
                """
                SELECT e.extname, n.nspname, coalesce(obj_description(n.oid, 'pg_namespace'), '') LIKE 'lakou:%',
                       EXISTS (SELECT FROM pg_roles g WHERE g.rolname = ANY (?) AND has_schema_privilege(g.oid, n.oid, 'USAGE'))
                FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = ANY (?)
                """,
                row -> new Installed(
                        new Identifier(row.getString(1)),
                        new Identifier(row.getString(2)),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        false),
                List.of(PostgresNames.connectGroup(database).value()),
                extensions.stream().map(Identifier::value).toList());
        var all = new HashSet<Installed>();
        for (var one : found) {
            all.add(one.qualified(FOUND_BY_ALL.contains(one.schema()) || isPlaced(one.name())));
        }
        return all;
    }

    /** Whether its makers say in which schema it lies, by which its things are then called. */
    private boolean isPlaced(Identifier extension) throws SQLException {
        return needed(extension).stream().anyMatch(one -> one.name().equals(extension) && one.placed());
    }

    private static String words(SQLException exception) {
        return Optional.ofNullable(exception.getMessage())
                .orElse("no reason given")
                .lines()
                .findFirst()
                .orElse("");
    }

    private static SqlText sql() {
        return new SqlText(PostgresQuoting.INSTANCE);
    }

    /** One that must be there. */
    private record Needed(Identifier name, boolean available, boolean installed, boolean placed) {}

    /**
     * One that is there.
     *
     * @param ofService whether its schema is a service's
     * @param open whether services may use its schema
     * @param qualified whether it is found without the search_path
     */
    private record Installed(Identifier name, Identifier schema, boolean ofService, boolean open, boolean qualified) {
        Installed qualified(boolean isQualified) {
            return new Installed(name, schema, ofService, open, isQualified);
        }
    }
}
