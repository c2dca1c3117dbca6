package dev.lakou.database;

import dev.lakou.model.Identifier;
import java.util.Set;

/**
 * What the platform lets Lakou do to those who are on a server without Lakou.
 *
 * @param isolation when what PUBLIC may do is taken from it
 * @param strangers what becomes of the rights on services' schemas of roles that are not Lakou's
 * @param extensions which may be installed
 */
public record ServerPolicy(Isolation isolation, Strangers strangers, Set<Identifier> extensions) {

    /** Nobody who is there already loses what it has on what is not Lakou's. */
    public static final ServerPolicy CAREFUL = new ServerPolicy(Isolation.WHEN_UNUSED, Strangers.REVOKE, Set.of());

    public ServerPolicy {
        extensions = Set.copyOf(extensions);
    }

    public ServerPolicy with(Isolation other) {
        return new ServerPolicy(other, strangers, extensions);
    }

    public ServerPolicy with(Strangers other) {
        return new ServerPolicy(isolation, other, extensions);
    }

    public ServerPolicy allowing(Set<Identifier> others) {
        return new ServerPolicy(isolation, strangers, others);
    }

    /** When the rights that PUBLIC has on the shared database are closed. */
    public enum Isolation {
        /** Never: they are told. */
        REPORT,
        /** While nobody is found who relies on them. */
        WHEN_UNUSED,
        /** Always, whoever relies on them. */
        CLOSE
    }

    /** What becomes of rights that a DBA gave on services' schemas. */
    public enum Strangers {
        REVOKE,
        REPORT
    }
}
