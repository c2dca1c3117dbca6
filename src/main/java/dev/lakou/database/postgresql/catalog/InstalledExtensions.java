package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.database.postgresql.sql.SearchPath;
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

/** The extensions that a database has, and what those need that it does not have. */
public record InstalledExtensions(Connection connection, Identifier database) {
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
        return among(desired.extensions()).stream()
                .filter(found -> found.open() || own.contains(found.schema()))
                .filter(found -> found.qualified() || paths.stream().allMatch(path -> path.contains(found.schema())))
                .map(Installed::name)
                .collect(Collectors.toSet());
    }

    /** What must be there for an extension, itself included. */
    public Set<Needed> needed(Identifier extension) throws SQLException {
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

    public Optional<Installed> find(Identifier extension) throws SQLException {
        return among(Set.of(extension)).stream().findFirst();
    }

    private Set<Installed> among(Set<Identifier> extensions) throws SQLException {
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

    /** One that must be there. */
    public record Needed(Identifier name, boolean available, boolean installed, boolean placed) {}

    /**
     * One that is there.
     *
     * @param ofService whether its schema is a service's
     * @param open whether services may use its schema
     * @param qualified whether it is found without the search_path
     */
    public record Installed(Identifier name, Identifier schema, boolean ofService, boolean open, boolean qualified) {
        Installed qualified(boolean isQualified) {
            return new Installed(name, schema, ofService, open, isQualified);
        }
    }
}
