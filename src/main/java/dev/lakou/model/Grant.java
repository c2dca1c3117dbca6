package dev.lakou.model;

/** One privilege, for one grantee, on one target. */
public record Grant(Grantee grantee, Privilege privilege, GrantTarget target) {
    public static Grant to(Identifier role, Privilege privilege, GrantTarget target) {
        return new Grant(Grantee.of(role), privilege, target);
    }

    public static Grant membership(Identifier member, Identifier role) {
        return to(member, Privilege.MEMBER, new GrantTarget.OfRole(role));
    }

    public boolean isMembership() {
        return privilege == Privilege.MEMBER;
    }
}
