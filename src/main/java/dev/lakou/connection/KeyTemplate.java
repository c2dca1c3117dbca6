package dev.lakou.connection;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A key of the team's own and the mustache text that makes its value; {@code {{name}}} is percent-encoded. */
record KeyTemplate(String key, String text) {
    private static final int LONGEST_KEY = 253;
    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_VALUE = 8192;

    // A Secret allows dots and dashes too, but envFrom would pass over such a key or make a variable no shell can read.
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .withEscaper(PercentEncoding::encode)
            .withCollector(new VariablesOnly())
            .withLoader(KeyTemplate::refuseToInclude)
            .strictSections(true);

    /** What would keep {@link #render} from giving a value, in words; no value of a variable is in them. */
    List<String> violations(Map<String, String> variables) {
        var violations = new ArrayList<String>();
        if (key.length() > LONGEST_KEY || !KEY.matcher(key).matches()) {
            violations.add("%s is not a key for envFrom; use at most %d letters, digits and _, and no digit in front."
                    .formatted(field(), LONGEST_KEY));
        }
        if (key.equals(GenericKeys.PASSWORD)) {
            violations.add(
                    field() + " would replace the key that Lakou reads the password back from; use another key.");
        }
        violations.addAll(violationsOfText(variables));
        return violations;
    }

    String render(Map<String, String> variables) {
        return COMPILER.compile(text).execute(variables);
    }

    private List<String> violationsOfText(Map<String, String> variables) {
        if (text.length() > LONGEST_TEXT) {
            return List.of("%s has %d characters; shorten it to %d.".formatted(field(), text.length(), LONGEST_TEXT));
        }
        try {
            var unknown = violationsOfNames(variables);
            return unknown.isEmpty() ? violationsOfValue(render(variables)) : unknown;
        } catch (MustacheException e) {
            return List.of("%s is not a mustache template: %s.".formatted(field(), e.getMessage()));
        } catch (IndexOutOfBoundsException e) { // jmustache's answer to {{}} and {{=}}
            return List.of(field() + " has a tag that is empty; remove it.");
        }
    }

    private List<String> violationsOfNames(Map<String, String> variables) {
        var read = new TemplateNames();
        COMPILER.compile(text).visit(read);
        var violations = new ArrayList<String>();
        read.names().stream()
                .filter(name -> !variables.containsKey(name))
                .map(name -> "%s, line %d: there is no {{%s}}; there are %s."
                        .formatted(field(), lineOf(name), name, String.join(", ", variables.keySet())))
                .forEach(violations::add);
        if (read.hasOpenTag()) {
            violations.add(field() + " opens a tag with {{ and does not close it; add }}.");
        }
        return violations;
    }

    private List<String> violationsOfValue(String value) {
        if (value.length() > LONGEST_VALUE) {
            return List.of(
                    "%s becomes %d characters; shorten it to %d.".formatted(field(), value.length(), LONGEST_VALUE));
        }
        return value.indexOf('\0') < 0
                ? List.of()
                : List.of(field() + " holds the character NUL, which no environment variable can; remove it.");
    }

    private static Reader refuseToInclude(String name) {
        throw new MustacheException("it includes \"" + name + "\", and there are no other templates");
    }

    private long lineOf(String name) {
        var tag = Pattern.compile("\\{\\{\\W*" + Pattern.quote(name)).matcher(text);
        var before = tag.find() ? text.substring(0, tag.start()) : "";
        return before.chars().filter(character -> character == '\n').count() + 1;
    }

    private String field() {
        return "spec.secret.template[\"" + key + "\"]";
    }
}
