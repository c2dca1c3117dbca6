package dev.lakou.database;

import dev.lakou.model.Identifier;
import java.util.Map;

/**
 * What a server has of a desired state after a change.
 *
 * @param digests of the state's names, as {@link SharedServer#digests}, read before the rest: what is changed by hand after
 *     that is seen to have changed. Of names that are missing, the server does not tell by name
 */
public record ReadBack(Observation observation, Map<Identifier, String> digests) {
    public ReadBack {
        digests = Map.copyOf(digests);
    }
}
