package dev.lakou.faults;

import java.io.IOException;

/** The two directions of one connection, each on a thread of its own; the connection ends when either does. */
interface Talk {
    void requests() throws IOException;

    void answers() throws IOException;

    /** Begins one. */
    interface Protocol {
        Talk begin(Line client, Line server);
    }
}
