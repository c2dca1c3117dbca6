package dev.lakou.kubernetes.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Password;
import io.fabric8.kubernetes.api.model.Secret;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The administrator's user name and password, as an admin Secret holds them. */
record AdminLogin(String username, Password password) {
    /** The last @ ends the password, so that one with an @ of its own may stand in the URL as it is. */
    private static final Pattern URL = Pattern.compile("[a-z0-9+.]+://(?<user>[^:@/]+):(?<password>.+)@[^@]*");

    /** Reads the keys {@code username} and {@code password}, or {@code url}. */
    static AdminLogin from(Secret secret) {
        var keys = Optional.ofNullable(secret.getData()).orElse(Map.of());
        var url = text(keys, "url");
        if (url.isPresent()) {
            return fromUrl(url.get(), secret);
        }
        return new AdminLogin(
                text(keys, "username").orElseThrow(() -> missing("username", secret)),
                new Password(text(keys, "password").orElseThrow(() -> missing("password", secret))));
    }

    private static AdminLogin fromUrl(String url, Secret secret) {
        var parts = URL.matcher(url);
        if (!parts.matches()) {
            throw invalid("Its key url is not of the form postgresql://user:password@host.", secret);
        }
        try {
            return new AdminLogin(decoded(parts.group("user")), new Password(decoded(parts.group("password"))));
        } catch (IllegalArgumentException e) {
            throw invalid(
                    "Its key url has a % that is not followed by two hexadecimal digits: write %25 for a % in the"
                            + " password.",
                    secret);
        }
    }

    /** A line break at the end is what {@code echo} left, not a part of the value. */
    private static Optional<String> text(Map<String, String> keys, String key) {
        return Optional.ofNullable(keys.get(key))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), UTF_8).replaceFirst("\\R$", ""))
                .filter(text -> !text.isEmpty());
    }

    /** URLDecoder reads a + as a blank, which only forms mean by it. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    private static StalledException missing(String key, Secret secret) {
        return invalid("It has no key " + key + "; it needs username and password, or url.", secret);
    }

    private static StalledException invalid(String what, Secret secret) {
        return new StalledException(
                Reason.AdminSecretInvalid,
                "The admin Secret \"%s/%s\" cannot be used. %s"
                        .formatted(
                                secret.getMetadata().getNamespace(),
                                secret.getMetadata().getName(),
                                what));
    }
}
