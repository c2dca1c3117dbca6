package dev.lakou.clients;

import java.util.Map;

/**
 * How a client ended.
 *
 * @param version of the client; empty where it failed
 * @param failure the client's last words, without the password; empty where it worked
 */
public record ClientResult(String version, String failure) {

    static ClientResult works(String version) {
        return new ClientResult(version, "");
    }

    static ClientResult failed(String words, Map<String, String> keys) {
        return new ClientResult("", words.isEmpty() ? "failed without a word" : withoutPassword(words, keys));
    }

    boolean works() {
        return failure.isEmpty();
    }

    String lastLine() {
        return failure.substring(failure.lastIndexOf('\n') + 1);
    }

    /** The password may be there as it is, and as it stands in the URL. */
    private static String withoutPassword(String words, Map<String, String> keys) {
        var url = keys.getOrDefault("DATABASE_URL", "");
        var encoded = url.replaceFirst("^[^:]+://[^:]*:([^@]*)@.*$", "$1");
        return without(without(words, keys.getOrDefault("DB_PASSWORD", "")), encoded);
    }

    private static String without(String text, String secret) {
        return secret.isEmpty() ? text : text.replace(secret, "[redacted]");
    }
}
