package dev.lakou.database.postgresql;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.ObjectKind;

/** One grant, given or taken. */
record PostgresGrants(Grant grant, Verb verb) implements GrantTarget.Cases<SqlText> {

    @Override
    public SqlText ofSchema(GrantTarget.OfSchema target) {
        var text = verb.begin(sql())
                .privilege(grant.privilege())
                .sql(" ON SCHEMA ")
                .name(target.schema());
        return grantee(text);
    }

    @Override
    public SqlText ofTable(GrantTarget.OfTable target) {
        var text = verb.begin(sql()).privilege(grant.privilege());
        if (!target.columns().isEmpty()) {
            text.sql(" (").names(target.columns()).sql(")");
        }
        return grantee(text.sql(" ON TABLE ").name(target.schema()).sql(".").name(target.table()));
    }

    @Override
    public SqlText allOf(GrantTarget.AllOf target) {
        var text = verb.begin(sql()).privilege(grant.privilege()).sql(" ON ALL ");
        return grantee(kind(text, target.kind()).sql(" IN SCHEMA ").name(target.schema()));
    }

    @Override
    public SqlText futureOf(GrantTarget.FutureOf target) {
        var text = sql().sql("ALTER DEFAULT PRIVILEGES FOR ROLE ")
                .name(target.owner())
                .sql(" IN SCHEMA ")
                .name(target.schema())
                .sql(" ");
        return grantee(kind(verb.begin(text).privilege(grant.privilege()).sql(" ON "), target.kind()));
    }

    /** Without IN SCHEMA: only so does it take away what PostgreSQL grants by default. */
    @Override
    public SqlText futureFunctions(GrantTarget.FutureFunctions target) {
        var text = sql().sql("ALTER DEFAULT PRIVILEGES FOR ROLE ")
                .name(target.owner())
                .sql(" ");
        return grantee(verb.begin(text).privilege(grant.privilege()).sql(" ON FUNCTIONS"));
    }

    @Override
    public SqlText ofRole(GrantTarget.OfRole target) {
        return grantee(verb.begin(sql()).name(target.role()));
    }

    /** Procedures are routines, and no functions. */
    private static SqlText kind(SqlText text, ObjectKind kind) {
        return switch (kind) {
            case TABLES -> text.sql("TABLES");
            case SEQUENCES -> text.sql("SEQUENCES");
            case FUNCTIONS -> text.sql("ROUTINES");
        };
    }

    private SqlText grantee(SqlText text) {
        verb.towards(text);
        grant.grantee().role().ifPresentOrElse(text::name, () -> text.sql("PUBLIC"));
        return text.sql(";");
    }

    private static SqlText sql() {
        return new SqlText(PostgresQuoting.INSTANCE);
    }

    /** Gives or takes. */
    enum Verb {
        GRANT {
            @Override
            SqlText begin(SqlText text) {
                return text.sql("GRANT ");
            }

            @Override
            SqlText towards(SqlText text) {
                return text.sql(" TO ");
            }
        },
        REVOKE {
            @Override
            SqlText begin(SqlText text) {
                return text.sql("REVOKE ");
            }

            @Override
            SqlText towards(SqlText text) {
                return text.sql(" FROM ");
            }
        };

        abstract SqlText begin(SqlText text);

        @CanIgnoreReturnValue
        abstract SqlText towards(SqlText text);
    }
}
