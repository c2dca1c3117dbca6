package dev.lakou.kubernetes.status;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Keeps the lists of a status short: the API server takes no resource of more than 1.5 MB, and then tells nothing of it. */
public final class StatusList {
    private static final int MOST_CHARACTERS = 200_000;
    private static final int MOST_WORDS = 50;

    private StatusList() {}

    /** The first ones, as many as fit; the reader of the status has to be told how many there are. */
    public static <V> List<V> fitting(List<V> all) {
        var fitting = new ArrayList<V>();
        var characters = 0;
        for (var one : all) {
            characters += one.toString().length();
            if (characters > MOST_CHARACTERS) {
                break;
            }
            fitting.add(one);
        }
        return List.copyOf(fitting);
    }

    /**
     * The first of what a person reads, and a last line that counts the rest.
     *
     * @param rest such as {@code "and %d more"}
     */
    public static List<String> ofWords(List<String> all, String rest) {
        return all.size() <= MOST_WORDS
                ? List.copyOf(all)
                : Stream.concat(all.stream().limit(MOST_WORDS), Stream.of(rest.formatted(all.size() - MOST_WORDS)))
                        .toList();
    }
}
