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
        return new ClientResult(
                "",
                words.isEmpty() ? "failed without a word" : Redaction.of(keys).apply(words));
    }

    boolean works() {
        return failure.isEmpty();
    }

    String lastLine() {
        return failure.substring(failure.lastIndexOf('\n') + 1);
    }
}
