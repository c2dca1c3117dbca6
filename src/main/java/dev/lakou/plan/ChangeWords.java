package dev.lakou.plan;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import dev.lakou.model.Role;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells a change in words for people: no SQL, no password. */
final class ChangeWords implements Change.Cases<String> {
    private static final int NAMED_OBJECTS = 10;

    private final GrantTarget.Cases<String> targets = new TargetWords();

    @Override
    public String createRole(Change.CreateRole change) {
        return "create role " + quoted(change.role().name());
    }

    @Override
    public String createSchema(Change.CreateSchema change) {
        return "create schema " + quoted(change.schema().name());
    }

    @Override
    public String setSchemaOwner(Change.SetSchemaOwner change) {
        return "give schema " + quoted(change.schema()) + " back to " + quoted(change.owner());
    }

    @Override
    public String adoptSchema(Change.AdoptSchema change) {
        return "take over schema " + quoted(change.schema().name());
    }

    @Override
    public String adoptRole(Change.AdoptRole change) {
        return "take over role " + quoted(change.role().name());
    }

    @Override
    public String setObjectOwner(Change.SetObjectOwner change) {
        var objects = change.objects();
        var some = String.join(", ", objects.subList(0, Math.min(objects.size(), NAMED_OBJECTS)));
        var rest = objects.size() > NAMED_OBJECTS ? " and " + (objects.size() - NAMED_OBJECTS) + " more" : "";
        return "give " + some + rest + " to " + quoted(change.owner());
    }

    @Override
    public String createExtension(Change.CreateExtension change) {
        return "create extension " + quoted(change.extension());
    }

    @Override
    public String setPassword(Change.SetPassword change) {
        return "set the password of " + quoted(change.credential().user());
    }

    @Override
    public String discardOldPassword(Change.DiscardOldPassword change) {
        return "end the former password of " + quoted(change.current().user());
    }

    @Override
    public String limitConnections(Change.LimitConnections change) {
        var limit = change.limit() == Role.UNLIMITED ? "any number of" : Integer.toString(change.limit());
        return "allow " + quoted(change.role()) + " " + limit + " connections";
    }

    @Override
    public String removeAttribute(Change.RemoveAttribute change) {
        return "withdraw " + change.attribute() + " from " + quoted(change.role());
    }

    @Override
    public String grantPrivilege(Change.GrantPrivilege change) {
        return "grant " + right(change.grant()) + " to " + grantee(change.grant());
    }

    @Override
    public String revokePrivilege(Change.RevokePrivilege change) {
        return "revoke " + right(change.grant()) + " from " + grantee(change.grant());
    }

    @Override
    public String setSetting(Change.SetSetting change) {
        var setting = change.setting();
        return "set " + setting.name() + " to " + setting.value() + " for " + quoted(setting.role());
    }

    @Override
    public String resetSetting(Change.ResetSetting change) {
        return "reset " + change.name() + " for " + quoted(change.role());
    }

    @Override
    public String openLogin(Change.OpenLogin change) {
        return "let " + quoted(change.role()) + " log in";
    }

    @Override
    public String closeLogin(Change.CloseLogin change) {
        return "keep " + quoted(change.role()) + " from logging in";
    }

    @Override
    public String dropSchema(Change.DropSchema change) {
        return "drop schema " + quoted(change.schema());
    }

    @Override
    public String dropRole(Change.DropRole change) {
        return "drop role " + quoted(change.role());
    }

    @Override
    public String retireRole(Change.RetireRole change) {
        return "drop role " + quoted(change.role()) + ", which went out of use";
    }

    private String right(Grant grant) {
        var target = grant.target().accept(targets);
        return grant.privilege() == Privilege.MEMBER || grant.privilege() == Privilege.GLOBAL
                ? target
                : grant.privilege().sql() + " on " + target;
    }

    private static String grantee(Grant grant) {
        return grant.grantee().role().map(ChangeWords::quoted).orElse("PUBLIC")
                + grant.grantee().host().map(ChangeWords::atHost).orElse("");
    }

    private static String atHost(String host) {
        return host.isEmpty() ? "" : "@\"" + host + '"';
    }

    private static String quoted(Identifier name) {
        return '"' + name.value() + '"';
    }

    private static final class TargetWords implements GrantTarget.Cases<String> {
        @Override
        public String ofSchema(GrantTarget.OfSchema target) {
            return "schema " + quoted(target.schema());
        }

        @Override
        public String ofTable(GrantTarget.OfTable target) {
            var columns = target.columns().isEmpty()
                    ? ""
                    : target.columns().stream().map(Identifier::value).collect(Collectors.joining(", ", " (", ")"));
            return "table " + quoted(target.schema()) + "." + quoted(target.table()) + columns;
        }

        @Override
        public String allOf(GrantTarget.AllOf target) {
            return "all " + target.kind() + " of schema " + quoted(target.schema());
        }

        @Override
        public String futureOf(GrantTarget.FutureOf target) {
            return "future " + target.kind() + " of " + quoted(target.owner()) + " in schema "
                    + quoted(target.schema());
        }

        @Override
        public String futureFunctions(GrantTarget.FutureFunctions target) {
            return "future functions of " + quoted(target.owner());
        }

        @Override
        public String ofRole(GrantTarget.OfRole target) {
            return "membership in " + quoted(target.role());
        }

        @Override
        public String ofServer(GrantTarget.OfServer target) {
            return target.right() + " on the whole server";
        }

        @Override
        public String ofPattern(GrantTarget.OfPattern target) {
            return "all schemas that match \"" + target.pattern() + '"';
        }

        @Override
        public String ofRoutine(GrantTarget.OfRoutine target) {
            return target.kind().toLowerCase(Locale.ROOT) + " " + quoted(target.schema()) + "."
                    + quoted(target.routine());
        }

        @Override
        public String ofAccount(GrantTarget.OfAccount target) {
            return "account \"" + target.user() + '"' + atHost(target.host());
        }
    }
}
