package dev.lakou.clients;

import java.util.Map;
import java.util.function.UnaryOperator;

/** Takes the password of a Secret out of a text, as it is and as it stands in the URL. */
public final class Redaction {
    private Redaction() {}

    public static UnaryOperator<String> of(Map<String, String> keys) {
        var password = keys.getOrDefault("DB_PASSWORD", "");
        var url = keys.getOrDefault("DATABASE_URL", "");
        var encoded = url.replaceFirst("^[^:]+://[^:]*:([^@]*)@.*$", "$1");
        return text -> without(without(text, password), encoded);
    }

    private static String without(String text, String secret) {
        return secret.isEmpty() ? text : text.replace(secret, "[redacted]");
    }
}
