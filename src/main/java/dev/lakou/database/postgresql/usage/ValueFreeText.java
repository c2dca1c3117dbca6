package dev.lakou.database.postgresql.usage;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A statement without the values that stand in it, and without comments. The server replaces those of queries by {@code $1},
 * but of other statements (ALTER ROLE .. PASSWORD, COMMENT, DO) only some, and of none that it forgot while they ran.
 */
final class ValueFreeText {
    private static final int LONGEST = 2000;
    private static final Set<String> PREFIXES = Set.of("e", "b", "x", "n", "u&");

    private final String sql;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private ValueFreeText(String sql) {
        this.sql = sql;
    }

    /** Empty where it cannot be told for certain what is a value. */
    static Optional<String> of(String sql) {
        var reading = new ValueFreeText(sql);
        if (!reading.readAll()) {
            return Optional.empty();
        }
        var text = reading.text.toString().strip();
        return Optional.of(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...");
    }

    private boolean readAll() {
        while (at < sql.length()) {
            if (!readOne()) {
                return false;
            }
        }
        return true;
    }

    private boolean readOne() {
        var character = sql.charAt(at);
        if (Character.isWhitespace(character)) {
            at++;
            space();
            return true;
        }
        if (sql.startsWith("--", at)) {
            var end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end;
            return true;
        }
        if (sql.startsWith("/*", at)) {
            return skipComment();
        }
        if (character == '\'') {
            return replaceString(false);
        }
        if (character == '"') {
            return copyName();
        }
        if (character == '$') {
            return replaceDollar();
        }
        if (isDigit(at) || character == '.' && isDigit(at + 1)) {
            return replaceNumber();
        }
        return isWordStart(character) ? copyWord() : copyOne();
    }

    private void space() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
        }
    }

    /** They nest. */
    private boolean skipComment() {
        var depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
        space();
        return depth == 0;
    }

    /** What a backslash means in a plain string depends on a setting of the session that nobody knows any more. */
    private boolean replaceString(boolean isEscaped) {
        for (at++; at < sql.length(); at++) {
            if (sql.charAt(at) == '\\') {
                if (!isEscaped) {
                    return false;
                }
                at++;
            } else if (sql.charAt(at) == '\'' && !sql.startsWith("''", at)) {
                at++;
                text.append('?');
                return true;
            } else if (sql.charAt(at) == '\'') {
                at++;
            }
        }
        return false;
    }

    private boolean copyName() {
        var end = sql.indexOf('"', at + 1);
        while (end > 0 && sql.startsWith("\"\"", end)) {
            end = sql.indexOf('"', end + 2);
        }
        if (end < 0) {
            return false;
        }
        text.append(sql, at, end + 1);
        at = end + 1;
        return true;
    }

    /** A parameter, or a string between two tags. */
    private boolean replaceDollar() {
        if (isDigit(at + 1)) {
            var end = endOf(at + 1, false);
            text.append(sql, at, end);
            at = end;
            return true;
        }
        var tagEnd = sql.indexOf('$', at + 1);
        if (tagEnd < 0 || !isTag(sql.substring(at + 1, tagEnd))) {
            return false;
        }
        var tag = sql.substring(at, tagEnd + 1);
        var end = sql.indexOf(tag, tagEnd + 1);
        if (end < 0) {
            return false;
        }
        text.append('?');
        at = end + tag.length();
        return true;
    }

    private static boolean isTag(String word) {
        return word.chars().allMatch(one -> isWordPart((char) one) && one != '$');
    }

    private boolean replaceNumber() {
        at = endOf(at, true);
        text.append('?');
        return true;
    }

    /** Where what begins here with digits ends; a number goes on with its exponent, and with whatever else stands there. */
    private int endOf(int begin, boolean isNumber) {
        var end = begin;
        while (end < sql.length()
                && (isDigit(end)
                        || isNumber && (isWordPart(sql.charAt(end)) || sql.charAt(end) == '.' || isSign(end)))) {
            end++;
        }
        return end;
    }

    private boolean isSign(int index) {
        return "+-".indexOf(sql.charAt(index)) >= 0 && "eE".indexOf(sql.charAt(index - 1)) >= 0 && isDigit(index + 1);
    }

    private boolean copyWord() {
        var end = at;
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
        if (sql.startsWith("&'", end)) {
            end++;
        }
        var word = sql.substring(at, end);
        at = end;
        if (sql.startsWith("'", at) && PREFIXES.contains(word.toLowerCase(Locale.ROOT))) {
            return replaceString(word.equalsIgnoreCase("e"));
        }
        text.append(word);
        return true;
    }

    private boolean copyOne() {
        text.append(sql.charAt(at));
        at++;
        return true;
    }

    private boolean isDigit(int index) {
        return index < sql.length() && sql.charAt(index) >= '0' && sql.charAt(index) <= '9';
    }

    private static boolean isWordStart(char character) {
        return character == '_' || character > 127 || Character.isLetter(character);
    }

    private static boolean isWordPart(char character) {
        return isWordStart(character) || character >= '0' && character <= '9' || character == '$';
    }
}
