package dev.lakou.database;

/**
 * What the platform lets Lakou do to those who are on a server without Lakou.
 *
 * @param isolation when what PUBLIC may do is taken from it
 */
public record ServerPolicy(Isolation isolation) {

    /** Nobody who is there already loses anything. */
    public static final ServerPolicy CAREFUL = new ServerPolicy(Isolation.WHEN_UNUSED);

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
