package dev.lakou.database.mysql;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.mysql.flavor.MySqlAccounts;
import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable.Kind;
import dev.lakou.database.mysql.flavor.MySqlNames;
import dev.lakou.model.Grant;
import dev.lakou.model.Marker;
import dev.lakou.model.RoleAttribute;
import dev.lakou.plan.Change;
import java.util.ArrayList;
import java.util.List;

/** A change in MySQL's SQL; each statement can be repeated. */
public record MySqlStatements(MySqlFlavor flavor, MySqlNames names) implements Change.Cases<List<SqlText>> {

    /** All of them in order; grants that follow each other on one database become one statement. */
    public List<SqlText> of(List<Change> changes) {
        var texts = new ArrayList<SqlText>();
        var grants = new ArrayList<Grant>();
        for (var change : changes) {
            if (change instanceof Change.GrantPrivilege grant && together(grants, grant.grant())) {
                grants.add(grant.grant());
                continue;
            }
            flush(grants, texts);
            if (change instanceof Change.GrantPrivilege grant) {
                grants.add(grant.grant());
            } else {
                texts.addAll(change.accept(this));
            }
        }
        flush(grants, texts);
        return texts;
    }

    @Override
    public List<SqlText> createRole(Change.CreateRole change) {
        return flavor.createAccount(change.role());
    }

    @Override
    public List<SqlText> createSchema(Change.CreateSchema change) {
        var schema = change.schema();
        return List.of(
                MySqlMarkerTable.mark(Kind.SCHEMA, schema.name(), schema.comment()),
                MySqlAccounts.sql()
                        .sql("CREATE DATABASE IF NOT EXISTS ")
                        .name(schema.name())
                        .sql(" CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci"));
    }

    @Override
    public List<SqlText> setPassword(Change.SetPassword change) {
        return flavor.setPassword(change.credential());
    }

    @Override
    public List<SqlText> discardOldPassword(Change.DiscardOldPassword change) {
        return flavor.discardOldPassword(change.current());
    }

    @Override
    public List<SqlText> limitConnections(Change.LimitConnections change) {
        return List.of(MySqlAccounts.alter(change.role())
                .sql(" WITH MAX_USER_CONNECTIONS ")
                .number(MySqlAccounts.limitInSql(change.limit())));
    }

    @Override
    public List<SqlText> grantPrivilege(Change.GrantPrivilege change) {
        return List.of(MySqlGrants.grant(List.of(change.grant()), names));
    }

    @Override
    public List<SqlText> revokePrivilege(Change.RevokePrivilege change) {
        return List.of(MySqlGrants.revoke(change.grant(), names));
    }

    @Override
    public List<SqlText> openLogin(Change.OpenLogin change) {
        return List.of(MySqlAccounts.alter(change.role()).sql(" ACCOUNT UNLOCK"));
    }

    @Override
    public List<SqlText> closeLogin(Change.CloseLogin change) {
        return List.of(MySqlAccounts.alter(change.role()).sql(" ACCOUNT LOCK"));
    }

    @Override
    public List<SqlText> dropSchema(Change.DropSchema change) {
        return List.of(
                MySqlAccounts.sql().sql("DROP DATABASE IF EXISTS ").name(change.schema()),
                MySqlMarkerTable.forget(Kind.SCHEMA, change.schema()));
    }

    @Override
    public List<SqlText> dropRole(Change.DropRole change) {
        return flavor.dropAccount(change.role());
    }

    @Override
    public List<SqlText> retireRole(Change.RetireRole change) {
        return flavor.dropAccount(change.role());
    }

    @Override
    public List<SqlText> adoptSchema(Change.AdoptSchema change) {
        var schema = change.schema();
        return List.of(MySqlMarkerTable.mark(
                Kind.SCHEMA, schema.name(), schema.comment().map(Marker::adopted)));
    }

    @Override
    public List<SqlText> adoptRole(Change.AdoptRole change) {
        return List.of(flavor.adoptAccount(change.role()));
    }

    @Override
    public List<SqlText> setObjectOwner(Change.SetObjectOwner change) {
        throw notInMySql("owners of tables");
    }

    @Override
    public List<SqlText> setSchemaOwner(Change.SetSchemaOwner change) {
        throw notInMySql("owners of schemas");
    }

    @Override
    public List<SqlText> createExtension(Change.CreateExtension change) {
        throw notInMySql("extensions");
    }

    @Override
    public List<SqlText> removeAttribute(Change.RemoveAttribute change) {
        if (change.attribute() == RoleAttribute.EXPIRY) {
            return flavor.endExpiry(change.role());
        }
        throw notInMySql("attribute " + change.attribute());
    }

    @Override
    public List<SqlText> setSetting(Change.SetSetting change) {
        throw notInMySql("settings of accounts");
    }

    @Override
    public List<SqlText> resetSetting(Change.ResetSetting change) {
        throw notInMySql("settings of accounts");
    }

    private void flush(List<Grant> grants, List<SqlText> texts) {
        if (!grants.isEmpty()) {
            texts.add(MySqlGrants.grant(grants, names));
            grants.clear();
        }
    }

    private static boolean together(List<Grant> grants, Grant next) {
        return !grants.isEmpty()
                && grants.get(0).grantee().equals(next.grantee())
                && grants.get(0).target().equals(next.target());
    }

    /** {@link MySqlAccess} never asks for these. */
    private static IllegalStateException notInMySql(String what) {
        return new IllegalStateException("MySQL has no " + what + ".");
    }
}
