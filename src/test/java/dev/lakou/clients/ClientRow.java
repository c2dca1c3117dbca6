package dev.lakou.clients;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What came of one client with one Secret. */
public record ClientRow(Client client, GivenSecret secret, Result result, Duration time) {

    /**
     * @param version of the client; empty where it failed
     * @param failure the client's last words, without the password; empty where it worked
     */
    public record Result(String version, String failure) {
        static Result works(String version) {
            return new Result(version, "");
        }

        static Result failed(String words, Map<String, String> keys) {
            return new Result(
                    "",
                    words.isEmpty()
                            ? "failed without a word"
                            : Redaction.of(keys).apply(words));
        }
    }

    public boolean works() {
        return result.failure().isEmpty();
    }

    String markdown() {
        var cells = List.of(
                client.title(),
                result.version(),
                secret.server(),
                secret.preset().title(),
                works() ? "works" : lastLine(result.failure()),
                time.toMillis() + " ms");
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1).replace("|", "\\|");
    }
}
