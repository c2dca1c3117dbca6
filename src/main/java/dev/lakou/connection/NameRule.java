package dev.lakou.connection;

import dev.lakou.model.Identifier;
import java.util.regex.Pattern;

/** Which schema names a product can be told. */
enum NameRule {
    ANY(".+", "every name is allowed"),

    /** Laravel cuts its search path at these, quotes or not, before it quotes each name by itself. */
    NO_QUOTES_OR_SEPARATORS("[^\\s,\"']+", "it allows no space, comma or quote");

    private final Pattern allowed;
    private final String words;

    NameRule(String allowed, String words) {
        this.allowed = Pattern.compile(allowed, Pattern.DOTALL);
        this.words = words;
    }

    boolean allows(Identifier name) {
        return allowed.matcher(name.value()).matches();
    }

    String words() {
        return words;
    }
}
