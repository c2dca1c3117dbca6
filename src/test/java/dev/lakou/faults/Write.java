package dev.lakou.faults;

/**
 * A message that is about to change the world.
 *
 * @param words what it does, in a few words without values
 * @param text all of it, by which its service is found; it may hold secrets
 */
public record Write(Place place, String words, String text) {
    /** Where something changes. */
    public enum Place {
        API,
        DATABASE
    }

    @Override
    public String toString() {
        return words;
    }
}
