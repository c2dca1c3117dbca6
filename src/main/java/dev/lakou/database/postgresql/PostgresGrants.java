package dev.lakou.database.postgresql;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.catalog.PostgresRights;
import dev.lakou.database.postgresql.sql.PostgresAuthority;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.ObjectKind;

/** One grant, given or taken. */
record PostgresGrants(Grant grant, Verb verb, PostgresAuthority authority) implements GrantTarget.Cases<SqlText> {

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
    public SqlText ofServer(GrantTarget.OfServer target) {
        throw notInPostgres();
    }

    @Override
    public SqlText ofPattern(GrantTarget.OfPattern target) {
        throw notInPostgres();
    }

    @Override
    public SqlText ofRoutine(GrantTarget.OfRoutine target) {
        throw notInPostgres();
    }

    @Override
    public SqlText ofAccount(GrantTarget.OfAccount target) {
        throw notInPostgres();
    }

    @Override
    public SqlText ofRole(GrantTarget.OfRole target) {
        var member = grant.grantee().role().orElseThrow(() -> new IllegalStateException("PUBLIC is in no role."));
        return verb == Verb.GRANT ? join(target.role(), member) : leave(target.role(), member);
    }

    private SqlText join(Identifier role, Identifier member) {
        var text = sql();
        authority.administerFound(text, role);
        text.sql("GRANT ").name(role).sql(" TO ").name(member);
        authority.inItsName(text);
        return text.sql(";");
    }

    /** Since 16, a membership is there once for each who granted it, and a REVOKE takes no more than one of them. */
    private static SqlText leave(Identifier role, Identifier member) {
        return sql().sql("SET LOCAL lakou.role TO ")
                .literal(role.value())
                .sql("; SET LOCAL lakou.member TO ")
                .literal(member.value())
                .sql(
                        """
                        ; DO $lakou$ DECLARE giver name; BEGIN
                          IF current_setting('server_version_num')::int < 160000 THEN
                            EXECUTE format('REVOKE %I FROM %I', current_setting('lakou.role'), current_setting('lakou.member'));
                            RETURN;
                          END IF;
                          FOR giver IN SELECT g.rolname FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid
                              JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.grantor
                              WHERE r.rolname = current_setting('lakou.role') AND m.rolname = current_setting('lakou.member') LOOP
                            EXECUTE format('REVOKE %I FROM %I GRANTED BY %I', current_setting('lakou.role'),
                                           current_setting('lakou.member'), giver);
                          END LOOP;
                        END $lakou$;
                        """);
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

    /** {@link PostgresRights} never finds these. */
    private static IllegalStateException notInPostgres() {
        return new IllegalStateException("PostgreSQL has no such grants.");
    }
}
