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

    /** Whether it is the same as the one before it, or a newer version of the same object. */
    public boolean isAgain(Write before) {
        return equals(before) || words.startsWith("PATCH ") && words.equals(before.words);
    }

    @Override
    public String toString() {
        return words;
    }
}
