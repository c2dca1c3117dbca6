package dev.lakou.database;

import dev.lakou.model.Identifier;
import java.util.Set;

/**
 * What the platform lets Lakou do to those who are on a server without Lakou.
 *
 * @param isolation when what PUBLIC may do is taken from it
 * @param extensions which may be installed
 */
public record ServerPolicy(Isolation isolation, Set<Identifier> extensions) {

    /** Nobody who is there already loses anything. */
    public static final ServerPolicy CAREFUL = new ServerPolicy(Isolation.WHEN_UNUSED, Set.of());

    public ServerPolicy {
        extensions = Set.copyOf(extensions);
    }

    public ServerPolicy with(Isolation other) {
        return new ServerPolicy(other, extensions);
    }

    public ServerPolicy allowing(Set<Identifier> others) {
        return new ServerPolicy(isolation, others);
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
}
