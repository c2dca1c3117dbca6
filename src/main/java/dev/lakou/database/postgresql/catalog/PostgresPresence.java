package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.MovedSchema;
import dev.lakou.database.postgresql.catalog.CatalogMessage.Answers;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.RoleAttribute;
import dev.lakou.model.Schema;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is there of several scopes at all: their roles, their schemas, whether anything lies in these, and whether rights on
 * tables are held. It decides which further questions can have an answer; those that cannot are most of them for a service
 * that was just made, and cost the most.
 */
final class PostgresPresence {
    private final Answers<Role> roles;
    private final Answers<Found> schemas;
    private final Answers<Boolean> rightsOnTables;
    private final Answers<MovedSchema> movedAway;
    private final List<CatalogScope> scopes;

    /** Answered once the message is sent. */
    PostgresPresence(CatalogMessage message, List<CatalogScope> scopes) {
        var section = message.about(scopes);
        this.roles = roles(section);
        this.schemas = schemas(section);
        this.rightsOnTables = rightsOnTables(section);
        this.movedAway = movedAway(section);
        this.scopes = scopes;
    }

    /** Asks that alone. */
    static PresentScopes of(Connection connection, List<CatalogScope> scopes) throws SQLException {
        var message = new CatalogMessage();
        var presence = new PostgresPresence(message, scopes);
        message.send(connection);
        return presence.found();
    }

    PresentScopes found() {
        var present = scopes.stream().filter(this::isPresent).toList();
        return new PresentScopes(
                present.stream().map(scope -> scope.withMarked(marked(scope))).toList(),
                askers(present, asker -> schemas.of(asker).stream().anyMatch(Found::occupied)),
                askers(present, asker -> !rightsOnTables.of(asker).isEmpty()));
    }

    private static Set<Integer> askers(List<CatalogScope> scopes, IntPredicate which) {
        return scopes.stream().map(CatalogScope::asker).filter(which::test).collect(Collectors.toSet());
    }

    boolean isPresent(CatalogScope scope) {
        return !roles(scope.asker()).isEmpty() || !schemas(scope.asker()).isEmpty();
    }

    Optional<MovedSchema> movedAway(int asker) {
        return movedAway.of(asker).stream().min(Comparator.comparing(MovedSchema::aside));
    }

    Set<Role> roles(int asker) {
        return roles.of(asker);
    }

    Set<Schema> schemas(int asker) {
        return schemas.of(asker).stream().filter(Found::own).map(Found::schema).collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> marked(CatalogScope scope) {
        return schemas(scope.asker()).stream()
                .filter(schema ->
                        schema.comment().filter(scope.markers()::contains).isPresent())
                .map(schema -> schema.name().value())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Answers<Role> roles(CatalogMessage.Section section) {
        return section.ask(
                """
                , found AS (
                  SELECT asker, oid FROM own
                  UNION SELECT m.asker, d.objoid FROM (SELECT asker, unnest(markers) AS marker FROM scope) m
                    JOIN pg_shdescription d ON d.classoid = 'pg_authid'::regclass AND d.description = m.marker)
                SELECT r.rolname, r.rolcanlogin, r.rolconnlimit, shobj_description(r.oid, 'pg_authid'),
                       array_remove(ARRAY[CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolcreatedb THEN 'CREATEDB' END,
                                          CASE WHEN rolcreaterole THEN 'CREATEROLE' END, CASE WHEN rolreplication THEN 'REPLICATION' END,
                                          CASE WHEN rolbypassrls THEN 'BYPASSRLS' END,
                                          CASE WHEN rolvaliduntil < 'infinity' THEN 'EXPIRY' END], NULL),
                       f.asker
                FROM found f, LATERAL (SELECT * FROM pg_roles WHERE oid = f.oid OFFSET 0) r
                """,
                row -> new Role(
                        new Identifier(row.getString(1)),
                        row.getBoolean(2),
                        row.getInt(3),
                        Optional.ofNullable(row.getString(4)),
                        attributes(row.getArray(5))));
    }

    /** Default privileges lie in a schema, too, but are no object in it. */
    private static Answers<Found> schemas(CatalogMessage.Section section) {
        return section.ask(
                """
                , found AS (
                  SELECT asker, oid, true AS own FROM home
                  UNION SELECT m.asker, d.objoid, true FROM (SELECT asker, unnest(markers) AS marker FROM scope) m
                    JOIN pg_description d ON d.classoid = 'pg_namespace'::regclass AND d.description = m.marker
                  UNION SELECT s.asker, n.oid, false FROM scope s, jsonb_to_recordset(s.wholes) AS w (home text)
                    , LATERAL (SELECT oid FROM pg_namespace WHERE nspname = w.home OFFSET 0) n)
                SELECT n.nspname, pg_get_userbyid(n.nspowner), obj_description(n.oid, 'pg_namespace'), f.own,
                       EXISTS (SELECT FROM pg_depend WHERE refclassid = 'pg_namespace'::regclass AND refobjid = n.oid
                                 AND classid <> 'pg_default_acl'::regclass), f.asker
                FROM found f, LATERAL (SELECT * FROM pg_namespace WHERE oid = f.oid OFFSET 0) n
                """,
                row -> new Found(
                        new Schema(
                                new Identifier(row.getString(1)),
                                Optional.of(new Identifier(row.getString(2))),
                                Optional.ofNullable(row.getString(3))),
                        row.getBoolean(4),
                        row.getBoolean(5)));
    }

    /** The server keeps a list of what each role is mentioned in. */
    private static Answers<Boolean> rightsOnTables(CatalogMessage.Section section) {
        return section.ask(
                """
                SELECT g.asker FROM holder g, LATERAL (
                  SELECT FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = g.oid AND deptype = 'a'
                    AND classid = 'pg_class'::regclass AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) LIMIT 1) d
                """,
                row -> true);
    }

    /** Read from the comments: one pass, however many schemas there are. Nothing is made for a service that went elsewhere. */
    private static Answers<MovedSchema> movedAway(CatalogMessage.Section section) {
        return section.ask(
                """
                SELECT n.nspname, substr(d.description, strpos(d.description, ' ') + 1), m.asker
                FROM (SELECT asker, unnest(moved) AS mark FROM scope) m
                  JOIN pg_description d ON d.classoid = 'pg_namespace'::regclass AND split_part(d.description, ' ', 1) = m.mark
                  , LATERAL (SELECT nspname FROM pg_namespace WHERE oid = d.objoid OFFSET 0) n
                """,
                row -> new MovedSchema(new Identifier(row.getString(1)), row.getString(2)));
    }

    private static Set<RoleAttribute> attributes(Array words) throws SQLException {
        return Stream.of((String[]) words.getArray())
                .map(RoleAttribute::valueOf)
                .collect(Collectors.toSet());
    }

    /**
     * A schema that was looked for.
     *
     * @param own whether as the service's own; otherwise as one in which it wants rights on everything
     * @param occupied whether anything lies in it
     */
    private record Found(Schema schema, boolean own, boolean occupied) {}
}
