package dev.lakou.database.postgresql;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.adoption.PostgresAdoption;
import dev.lakou.database.postgresql.catalog.PostgresObjects;
import dev.lakou.database.postgresql.sql.PostgresAuthority;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.database.postgresql.sql.ScramVerifier;
import dev.lakou.database.postgresql.sql.SearchPath;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.plan.Change;
import java.util.Optional;

/** A change in PostgreSQL's SQL, each statement ended by a semicolon. It is run by who {@link PostgresAuthority} says. */
record PostgresStatements(Identifier database, PostgresAuthority authority) implements Change.Cases<SqlText> {

    @Override
    public SqlText createRole(Change.CreateRole change) {
        var role = change.role();
        var text = sql().sql("CREATE ROLE ")
                .name(role.name())
                .sql(" NOLOGIN CONNECTION LIMIT ")
                .number(role.connectionLimit())
                .sql(";");
        mark(text.sql("COMMENT ON ROLE ").name(role.name()), role.comment());
        authority.administerNew(text, role.name());
        return text;
    }

    @Override
    public SqlText createSchema(Change.CreateSchema change) {
        var schema = change.schema();
        var text = sql().sql("CREATE SCHEMA ").name(schema.name());
        schema.owner().ifPresent(owner -> text.sql(" AUTHORIZATION ").name(owner));
        text.sql(";");
        return mark(text.sql("COMMENT ON SCHEMA ").name(schema.name()), schema.comment());
    }

    @Override
    public SqlText setSchemaOwner(Change.SetSchemaOwner change) {
        return PostgresAdoption.ofSchema(change);
    }

    /** Its owner is Lakou's by now. */
    @Override
    public SqlText adoptSchema(Change.AdoptSchema change) {
        var schema = change.schema();
        return mark(
                sql().sql("COMMENT ON SCHEMA ").name(schema.name()),
                schema.comment().map(Marker::adopted));
    }

    @Override
    public SqlText adoptRole(Change.AdoptRole change) {
        var role = change.role();
        var text = PostgresAdoption.ofRole(role.name()).sql("COMMENT ON ROLE ").name(role.name());
        return mark(text, role.comment().map(Marker::adopted)).sql(PostgresAuthority.ACT);
    }

    @Override
    public SqlText setObjectOwner(Change.SetObjectOwner change) {
        return PostgresObjects.reown(change);
    }

    /** {@link PostgresExtensions} installs them, which takes more than one statement. */
    @Override
    public SqlText createExtension(Change.CreateExtension change) {
        throw new IllegalStateException("Extensions are installed one by one.");
    }

    @Override
    public SqlText setPassword(Change.SetPassword change) {
        return alterRole(change.credential().user())
                .sql(" PASSWORD ")
                .secret(ScramVerifier.of(change.credential().password()).text())
                .sql(";");
    }

    @Override
    public SqlText discardOldPassword(Change.DiscardOldPassword change) {
        throw noSecondPassword();
    }

    @Override
    public SqlText limitConnections(Change.LimitConnections change) {
        return alterRole(change.role())
                .sql(" CONNECTION LIMIT ")
                .number(change.limit())
                .sql(";");
    }

    /** Only who has an attribute may take it away. */
    @Override
    public SqlText removeAttribute(Change.RemoveAttribute change) {
        var text = asAdministrator().sql("ALTER ROLE ").name(change.role());
        switch (change.attribute()) {
            case SUPERUSER -> text.sql(" NOSUPERUSER");
            case CREATEDB -> text.sql(" NOCREATEDB");
            case CREATEROLE -> text.sql(" NOCREATEROLE");
            case REPLICATION -> text.sql(" NOREPLICATION");
            case BYPASSRLS -> text.sql(" NOBYPASSRLS");
            case EXPIRY -> text.sql(" VALID UNTIL 'infinity'");
            case SECOND_PASSWORD -> throw noSecondPassword();
        }
        return text.sql("; " + PostgresAuthority.ACT);
    }

    @Override
    public SqlText grantPrivilege(Change.GrantPrivilege change) {
        return change.grant().target().accept(new PostgresGrants(change.grant(), PostgresGrants.Verb.GRANT, authority));
    }

    @Override
    public SqlText revokePrivilege(Change.RevokePrivilege change) {
        return change.grant()
                .target()
                .accept(new PostgresGrants(change.grant(), PostgresGrants.Verb.REVOKE, authority));
    }

    @Override
    public SqlText setSetting(Change.SetSetting change) {
        var setting = change.setting();
        var text = inDatabase(setting.role())
                .sql(" SET ")
                .name(new Identifier(setting.name()))
                .sql(" TO ");
        // As one literal it would be one schema whose name has a comma.
        return setting.name().equals(SearchPath.SETTING)
                ? text.names(SearchPath.parse(setting.value()).schemas()).sql(";")
                : text.literal(setting.value()).sql(";");
    }

    @Override
    public SqlText resetSetting(Change.ResetSetting change) {
        return inDatabase(change.role())
                .sql(" RESET ")
                .name(new Identifier(change.name()))
                .sql(";");
    }

    @Override
    public SqlText openLogin(Change.OpenLogin change) {
        return alterRole(change.role()).sql(" LOGIN;");
    }

    @Override
    public SqlText closeLogin(Change.CloseLogin change) {
        return alterRole(change.role()).sql(" NOLOGIN;");
    }

    /** Whoever asks for this has looked that nothing outside the schema depends on it. */
    @Override
    public SqlText dropSchema(Change.DropSchema change) {
        return sql().sql("DROP SCHEMA ").name(change.schema()).sql(" CASCADE;");
    }

    @Override
    public SqlText dropRole(Change.DropRole change) {
        return dropOwned(sql(), change.role());
    }

    /** What it owns goes to the heir first: DROP OWNED then takes its rights alone. */
    @Override
    public SqlText retireRole(Change.RetireRole change) {
        var text = sql();
        change.heir().ifPresent(heir -> {
            authority.join(text, change.role());
            text.sql("REASSIGN OWNED BY ")
                    .name(change.role())
                    .sql(" TO ")
                    .name(heir)
                    .sql("; ");
        });
        return dropOwned(text, change.role());
    }

    /** Ends the sessions of a role that was closed, for which Lakou must be a member of it for a moment. */
    SqlText endSessions(Change.CloseLogin change) {
        var text = sql();
        authority.join(text, change.role());
        text.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ")
                .literal(change.role().value())
                .sql("; ");
        authority.leave(text, change.role());
        return text;
    }

    /**
     * DROP OWNED takes the default privileges and grants with it, without which DROP ROLE is refused (2BP01); but only
     * those that the current role may take. To a login that was taken over, others granted some.
     */
    private SqlText dropOwned(SqlText text, Identifier role) {
        PostgresAdoption.revokeAsOwner(text, role);
        authority.join(text, role);
        return text.sql("DROP OWNED BY ")
                .name(role)
                .sql("; DROP ROLE ")
                .name(role)
                .sql(";");
    }

    private static SqlText mark(SqlText text, Optional<String> comment) {
        return text.sql(" IS ").literal(comment.orElse("")).sql(";");
    }

    /** For what the platform's role may not do, but perhaps the administrator that acts as it. */
    private static SqlText asAdministrator() {
        return sql().sql("SET LOCAL ROLE NONE; ");
    }

    private SqlText inDatabase(Identifier role) {
        return alterRole(role).sql(" IN DATABASE ").name(database);
    }

    private static SqlText alterRole(Identifier role) {
        return sql().sql("ALTER ROLE ").name(role);
    }

    /** {@link PostgresAccess} never asks for one. */
    private static IllegalStateException noSecondPassword() {
        return new IllegalStateException("PostgreSQL has no second passwords.");
    }

    private static SqlText sql() {
        return new SqlText(PostgresQuoting.INSTANCE);
    }
}
