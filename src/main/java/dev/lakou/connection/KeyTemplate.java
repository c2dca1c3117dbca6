package dev.lakou.connection;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A key of the team's own and the mustache text that makes its value; {@code {{name}}} is percent-encoded. */
record KeyTemplate(String key, String text) {
    static final int LONGEST_TEXT = 4096;
    static final int LONGEST_VALUE = 8192;
    private static final int LONGEST_KEY = 253;

    // A Secret allows dots and dashes too, but envFrom would pass over such a key or make a variable no shell can read.
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .withEscaper(PercentEncoding::encode)
            .withCollector(new VariablesOnly())
            .strictSections(true);

    /** What would keep {@link #render} from giving a value, in words; no value of a variable is in them. */
    List<String> mistakes(Map<String, String> variables) {
        var mistakes = new ArrayList<String>();
        if (key.length() > LONGEST_KEY || !KEY.matcher(key).matches()) {
            mistakes.add(field()
                    + " is not a key for envFrom; use letters, digits and _, not beginning with a digit, at most "
                    + LONGEST_KEY + " characters.");
        }
        if (key.equals(GenericKeys.PASSWORD)) {
            mistakes.add(field() + " would replace the key that Lakou reads the password back from; use another key.");
        }
        if (text.length() > LONGEST_TEXT) {
            mistakes.add(
                    "%s has %d characters; a template may have %d.".formatted(field(), text.length(), LONGEST_TEXT));
            return mistakes;
        }
        mistakes.addAll(mistakesOfText(variables));
        return mistakes;
    }

    String render(Map<String, String> variables) {
        return COMPILER.compile(text).execute(variables);
    }

    private List<String> mistakesOfText(Map<String, String> variables) {
        try {
            var value = render(variables);
            if (value.length() > LONGEST_VALUE) {
                return List.of("%s becomes %d characters; a value may have %d."
                        .formatted(field(), value.length(), LONGEST_VALUE));
            }
            return value.indexOf('\0') < 0
                    ? List.of()
                    : List.of(field() + " holds the character NUL, which no environment variable can; remove it.");
        } catch (MustacheException.Context e) {
            return List.of("%s, line %d: there is no {{%s}}; there are %s."
                    .formatted(field(), e.lineNo, e.key, String.join(", ", variables.keySet())));
        } catch (MustacheException | UnsupportedOperationException e) {
            return List.of("%s is not a mustache template: %s.".formatted(field(), e.getMessage()));
        }
    }

    private String field() {
        return "spec.secret.template[\"" + key + "\"]";
    }
}
