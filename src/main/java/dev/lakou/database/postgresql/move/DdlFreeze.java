package dev.lakou.database.postgresql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.catalog.PostgresObjects;
import dev.lakou.model.Identifier;
import dev.lakou.plan.Change;
import java.util.ArrayList;
import java.util.List;

/** Keeps a service from changing its structure, without a superuser: what it owns is lent to a role of the move. */
record DdlFreeze(MoveEnd source, Identifier owner, List<Identifier> schemas, Identifier frozen, String mark) {
    /** A service waits no longer than this behind somebody else's long statement. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '400ms'; ";

    void freeze() {
        Patience.during(() -> source.change(lend()));
    }

    /** Rights on tables return to what they were: those of the role of the move go with it. */
    void thaw() {
        if (exists()) {
            Patience.during(() -> source.change(giveBack()));
        }
    }

    boolean exists() {
        var comments = source.texts(
                "SELECT coalesce(shobj_description(oid, 'pg_authid'), '') FROM pg_roles WHERE rolname = ?",
                frozen.value());
        if (comments.isEmpty()) {
            return false;
        }
        if (!comments.get(0).equals(mark)) {
            throw new DatabaseException(
                    Kind.NAME_TAKEN,
                    "Role \"%s\" at %s is not this move's. Drop or rename it.".formatted(frozen, source.server()));
        }
        return true;
    }

    /** Makes the role that owns what nobody else is to own; it must not be there. */
    SqlText[] lend() {
        var texts = new ArrayList<SqlText>();
        texts.add(MoveEnd.sql().sql(PATIENCE));
        if (!exists()) {
            texts.add(MoveEnd.sql()
                    .sql("CREATE ROLE ")
                    .name(frozen)
                    .sql(" NOLOGIN; COMMENT ON ROLE ")
                    .name(frozen)
                    .sql(" IS ")
                    .literal(mark)
                    .sql("; GRANT ")
                    .name(frozen)
                    .sql(" TO lakou_admin; GRANT ")
                    .name(owner)
                    .sql(" TO ")
                    .name(frozen)
                    .sql("; "));
        }
        for (var schema : schemas) {
            texts.add(on(schema, MoveEnd.sql().sql("GRANT USAGE, CREATE"), "TO", frozen));
        }
        texts.add(PostgresObjects.reown(new Change.SetObjectOwner(schemas, frozen, true, List.of())));
        for (var schema : schemas) {
            texts.add(on(schema, MoveEnd.sql().sql("REVOKE CREATE"), "FROM", owner));
            texts.add(MoveEnd.sql()
                    .sql("GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON ALL TABLES IN SCHEMA ")
                    .name(schema)
                    .sql(" TO ")
                    .name(owner)
                    .sql("; GRANT ALL ON ALL SEQUENCES IN SCHEMA ")
                    .name(schema)
                    .sql(" TO ")
                    .name(owner)
                    .sql("; GRANT EXECUTE ON ALL ROUTINES IN SCHEMA ")
                    .name(schema)
                    .sql(" TO ")
                    .name(owner)
                    .sql("; "));
        }
        return texts.toArray(SqlText[]::new);
    }

    private SqlText[] giveBack() {
        var texts = new ArrayList<SqlText>();
        texts.add(MoveEnd.sql().sql(PATIENCE));
        for (var schema : schemas) {
            texts.add(on(schema, MoveEnd.sql().sql("GRANT CREATE"), "TO", owner));
        }
        texts.add(PostgresObjects.reown(new Change.SetObjectOwner(schemas, owner, true, List.of())));
        texts.add(MoveEnd.sql()
                .sql("DROP OWNED BY ")
                .name(frozen)
                .sql("; DROP ROLE ")
                .name(frozen)
                .sql("; "));
        return texts.toArray(SqlText[]::new);
    }

    private static SqlText on(Identifier schema, SqlText verb, String direction, Identifier role) {
        return verb.sql(" ON SCHEMA ")
                .name(schema)
                .sql(" ")
                .words(direction)
                .sql(" ")
                .name(role)
                .sql("; ");
    }
}
