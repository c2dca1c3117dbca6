package dev.lakou.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A statement, or several in one message, and whether it changes what is stored. */
record Statement(String text) {
    /** BEGIN and ROLLBACK leave what is stored as it was. */
    private static final Set<String> READS = Set.of("SELECT", "SHOW", "SET", "WITH", "BEGIN", "ROLLBACK", "USE");

    /** A lock of MySQL ends with its session in any case. */
    private static final String UNLOCK = "DO release_lock";

    /** What is no part of the statement's own words. */
    private static final Pattern ASIDE = Pattern.compile("/\\*.*?\\*/|--[^\n]*|'[^']*'", Pattern.DOTALL);

    private static final int WORDS = 2;

    boolean writes() {
        return Arrays.stream(parts()).anyMatch(Statement::changes);
    }

    boolean is(String word) {
        return firstWord(text).equals(word);
    }

    /** The first two words of what it changes. */
    String words() {
        var parts = Arrays.stream(parts()).filter(Statement::changes).toList();
        var first = Arrays.stream(parts.get(0).strip().split("\\s+"))
                .limit(WORDS)
                .filter(word -> word.matches("[A-Za-z]+"))
                .collect(Collectors.joining(" "));
        return parts.size() == 1 ? first : "%s and %d more".formatted(first, parts.size() - 1);
    }

    private String[] parts() {
        return ASIDE.matcher(text).replaceAll(" ").split(";");
    }

    private static boolean changes(String part) {
        return !part.isBlank()
                && !READS.contains(firstWord(part))
                && !part.strip().startsWith(UNLOCK);
    }

    private static String firstWord(String part) {
        return part.strip().split("\\W+", 2)[0].toUpperCase(Locale.ROOT);
    }
}
