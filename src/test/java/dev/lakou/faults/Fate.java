package dev.lakou.faults;

import java.io.IOException;
import java.util.Optional;

/**
 * What becomes of a message.
 *
 * @param cut whether its connection ends here
 * @param instead the statement that the server hears instead of it
 */
public record Fate(boolean cut, Optional<String> instead) {
    public static final Fate PASS = new Fate(false, Optional.empty());
    public static final Fate CUT = new Fate(true, Optional.empty());

    /** The server itself answers with an error, so that the session is left as such an error leaves it. */
    public static Fate instead(String statement) {
        return new Fate(false, Optional.of(statement));
    }

    void requireConnection() throws IOException {
        if (cut) {
            throw new IOException("The test cuts this connection.");
        }
    }
}
