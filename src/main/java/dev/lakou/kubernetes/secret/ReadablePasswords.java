package dev.lakou.kubernetes.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.model.Password;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts in a Secret that may be its password: Lakou writes it more than once, and any of them may have been garbled. */
final class ReadablePasswords {
    /** The key that no template may set. */
    private static final String RESERVED = "DB_PASSWORD";

    private static final Pattern IN_URL = Pattern.compile("^[A-Za-z0-9+:]+://[^:@/]+:(?<password>[A-Za-z0-9]+)@");
    private static final int LONGEST = 512;
    private static final int MOST = 8;

    private ReadablePasswords() {}

    /** The likeliest first. */
    static List<Password> in(Secret secret) {
        var texts = texts(Optional.ofNullable(secret.getData()).orElse(Map.of()));
        return Stream.of(
                        Stream.ofNullable(texts.get(RESERVED)),
                        texts.entrySet().stream()
                                .filter(entry ->
                                        entry.getKey().toLowerCase(Locale.ROOT).endsWith("password"))
                                .map(Map.Entry::getValue),
                        texts.values().stream()
                                .map(IN_URL::matcher)
                                .flatMap(url -> url.find() ? Stream.of(url.group("password")) : Stream.empty()))
                .flatMap(found -> found)
                // An editor or a shell adds the end of a line.
                .flatMap(text -> Stream.of(text, text.strip()))
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST && text.indexOf('\0') < 0)
                .distinct()
                .limit(MOST)
                .map(Password::new)
                .toList();
    }

    private static Map<String, String> texts(Map<String, String> data) {
        var texts = new TreeMap<String, String>();
        data.forEach((key, encoded) -> text(encoded).ifPresent(text -> texts.put(key, text)));
        return texts;
    }

    private static Optional<String> text(String encoded) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
            return Optional.of(UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
