package dev.lakou.faults;

/**
 * Decides what becomes of each write. It is asked on the thread of the connection, which waits for it.
 *
 * <p>Reads never come here: the world is the same before and after them.
 */
public interface WriteGate {
    /** The write has arrived, and was not passed on. */
    Fate before(Write write);

    /** The write was passed on and its answer has arrived, which was not passed back. */
    Fate after(Write write);

    /** Lets everything through. */
    static WriteGate open() {
        return new WriteGate() {
            @Override
            public Fate before(Write write) {
                return Fate.PASS;
            }

            @Override
            public Fate after(Write write) {
                return Fate.PASS;
            }
        };
    }
}
