package dev.lakou.database.move;

/**
 * From here on nobody writes at the source.
 *
 * @param position in the source's own log, in its own words; all that was ever written there is before it
 */
public record Fence(String position) {}
