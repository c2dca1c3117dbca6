package dev.lakou.database.postgresql.move;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a server says to a login that it does not know. */
final class Knock {
    /** Who says so has heard it. */
    private static final List<String> HEARD = List.of("authentication failed", "does not exist");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Knock() {}

    /** @return why it was not heard; empty if it was */
    static Optional<String> refusal(String said) {
        return HEARD.stream().anyMatch(said::contains)
                ? Optional.empty()
                : Optional.of(SPACES.matcher(said.lines().findFirst().orElse("no message"))
                        .replaceAll(" ")
                        .strip());
    }
}
