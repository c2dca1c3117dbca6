package dev.lakou.database.mysql;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.mysql.flavor.MySqlAccounts;
import dev.lakou.database.mysql.flavor.MySqlNames;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import java.util.List;

/**
 * What is granted or revoked on one target, behind the first word of the statement.
 *
 * @param privileges several, where they are on the same target
 */
record MySqlGrants(SqlText text, List<Privilege> privileges, MySqlNames names) implements GrantTarget.Cases<SqlText> {

    /** Gives one grantee several privileges on one target. */
    static SqlText grant(List<Grant> grants, MySqlNames names) {
        var first = grants.get(0);
        var privileges = grants.stream().map(Grant::privilege).toList();
        var text = new MySqlGrants(MySqlAccounts.sql().sql("GRANT "), privileges, names);
        return grantee(first.target().accept(text).sql(" TO "), first.grantee());
    }

    static SqlText revoke(Grant grant, MySqlNames names) {
        var text = new MySqlGrants(MySqlAccounts.sql().sql("REVOKE "), List.of(grant.privilege()), names);
        return grantee(grant.target().accept(text).sql(" FROM "), grant.grantee());
    }

    @Override
    public SqlText ofSchema(GrantTarget.OfSchema target) {
        return privileges(List.of())
                .sql(" ON ")
                .name(new Identifier(names.inGrant(target.schema())))
                .sql(".*");
    }

    @Override
    public SqlText ofTable(GrantTarget.OfTable target) {
        return privileges(target.columns())
                .sql(" ON ")
                .name(target.schema())
                .sql(".")
                .name(target.table());
    }

    @Override
    public SqlText ofServer(GrantTarget.OfServer target) {
        return text.words(target.right()).sql(" ON *.*");
    }

    @Override
    public SqlText ofPattern(GrantTarget.OfPattern target) {
        return privileges(List.of())
                .sql(" ON ")
                .name(new Identifier(target.pattern()))
                .sql(".*");
    }

    @Override
    public SqlText ofRoutine(GrantTarget.OfRoutine target) {
        return privileges(List.of())
                .sql(" ON ")
                .words(target.kind())
                .sql(" ")
                .name(target.schema())
                .sql(".")
                .name(target.routine());
    }

    @Override
    public SqlText ofAccount(GrantTarget.OfAccount target) {
        if (privileges.equals(List.of(Privilege.PROXY))) {
            text.sql("PROXY ON ");
        }
        return account(text, target.user(), target.host());
    }

    @Override
    public SqlText allOf(GrantTarget.AllOf target) {
        throw notInMySql();
    }

    @Override
    public SqlText futureOf(GrantTarget.FutureOf target) {
        throw notInMySql();
    }

    @Override
    public SqlText futureFunctions(GrantTarget.FutureFunctions target) {
        throw notInMySql();
    }

    @Override
    public SqlText ofRole(GrantTarget.OfRole target) {
        throw notInMySql();
    }

    private SqlText privileges(List<Identifier> columns) {
        for (var place = 0; place < privileges.size(); place++) {
            text.sql(place == 0 ? "" : ", ").privilege(privileges.get(place));
            if (!columns.isEmpty()) {
                text.sql(" (").names(columns).sql(")");
            }
        }
        return text;
    }

    private static SqlText grantee(SqlText text, Grantee grantee) {
        return grantee.role()
                .map(role -> account(text, role.value(), grantee.host().orElse("%")))
                .orElseGet(() -> text.sql("PUBLIC"));
    }

    /** Roles of MariaDB have no host. */
    private static SqlText account(SqlText text, String user, String host) {
        text.literal(user);
        return host.isEmpty() ? text : text.sql("@").literal(host);
    }

    /** {@link MySqlAccess} never asks for these. */
    private static IllegalStateException notInMySql() {
        return new IllegalStateException("MySQL has no such grants.");
    }
}
