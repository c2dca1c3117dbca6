package dev.lakou.plan;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import java.util.Set;

/** Whether a change touches nothing of others: a right may name them where it is on, or is held by, something of one's own. */
record Touched(Set<Identifier> foreignRoles, Set<Identifier> foreignSchemas)
        implements Change.Cases<Boolean>, GrantTarget.Cases<Boolean> {

    @Override
    public Boolean createRole(Change.CreateRole change) {
        return own(change.role().name());
    }

    @Override
    public Boolean createSchema(Change.CreateSchema change) {
        return ownSchema(change.schema().name());
    }

    @Override
    public Boolean setSchemaOwner(Change.SetSchemaOwner change) {
        return ownSchema(change.schema());
    }

    @Override
    public Boolean adoptSchema(Change.AdoptSchema change) {
        return false;
    }

    @Override
    public Boolean adoptRole(Change.AdoptRole change) {
        return false;
    }

    @Override
    public Boolean setObjectOwner(Change.SetObjectOwner change) {
        return change.schemas().stream().allMatch(this::ownSchema) && own(change.owner());
    }

    @Override
    public Boolean createExtension(Change.CreateExtension change) {
        return true;
    }

    @Override
    public Boolean setPassword(Change.SetPassword change) {
        return own(change.credential().user());
    }

    @Override
    public Boolean discardOldPassword(Change.DiscardOldPassword change) {
        return own(change.current().user());
    }

    @Override
    public Boolean limitConnections(Change.LimitConnections change) {
        return own(change.role());
    }

    @Override
    public Boolean removeAttribute(Change.RemoveAttribute change) {
        return own(change.role());
    }

    @Override
    public Boolean grantPrivilege(Change.GrantPrivilege change) {
        return true;
    }

    @Override
    public Boolean revokePrivilege(Change.RevokePrivilege change) {
        return concernsOwn(change.grant());
    }

    @Override
    public Boolean setSetting(Change.SetSetting change) {
        return true;
    }

    @Override
    public Boolean resetSetting(Change.ResetSetting change) {
        return own(change.role());
    }

    @Override
    public Boolean openLogin(Change.OpenLogin change) {
        return own(change.role());
    }

    @Override
    public Boolean closeLogin(Change.CloseLogin change) {
        return own(change.role());
    }

    @Override
    public Boolean dropSchema(Change.DropSchema change) {
        return ownSchema(change.schema());
    }

    @Override
    public Boolean dropRole(Change.DropRole change) {
        return own(change.role());
    }

    @Override
    public Boolean retireRole(Change.RetireRole change) {
        return own(change.role());
    }

    @Override
    public Boolean ofSchema(GrantTarget.OfSchema target) {
        return ownSchema(target.schema());
    }

    @Override
    public Boolean ofTable(GrantTarget.OfTable target) {
        return ownSchema(target.schema());
    }

    @Override
    public Boolean allOf(GrantTarget.AllOf target) {
        return ownSchema(target.schema());
    }

    @Override
    public Boolean futureOf(GrantTarget.FutureOf target) {
        return ownSchema(target.schema()) && own(target.owner());
    }

    @Override
    public Boolean futureFunctions(GrantTarget.FutureFunctions target) {
        return own(target.owner());
    }

    @Override
    public Boolean ofServer(GrantTarget.OfServer target) {
        return false;
    }

    @Override
    public Boolean ofPattern(GrantTarget.OfPattern target) {
        return false;
    }

    @Override
    public Boolean ofRoutine(GrantTarget.OfRoutine target) {
        return ownSchema(target.schema());
    }

    @Override
    public Boolean ofAccount(GrantTarget.OfAccount target) {
        return false;
    }

    @Override
    public Boolean ofRole(GrantTarget.OfRole target) {
        return own(target.role());
    }

    private boolean concernsOwn(Grant grant) {
        return grant.grantee().role().filter(this::own).isPresent()
                || grant.target().accept(this);
    }

    private boolean own(Identifier role) {
        return !foreignRoles.contains(role);
    }

    private boolean ownSchema(Identifier schema) {
        return !foreignSchemas.contains(schema);
    }
}
