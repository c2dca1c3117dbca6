package dev.lakou.cli.terminal;

/** What a script can tell from how a command ended. */
public final class ExitCode {
    /** Done; nothing is missing, nothing would change. */
    public static final int FINE = 0;

    /** The command could not be carried out. */
    public static final int FAILED = 1;

    /** Carried out, and something is missing or would change. */
    public static final int SOMETHING = 2;

    private ExitCode() {}
}
