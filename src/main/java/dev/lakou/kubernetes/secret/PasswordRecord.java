package dev.lakou.kubernetes.secret;

import dev.lakou.api.RotationStatus;
import dev.lakou.model.Password;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is written of an issue beside its password: in the status, which only Lakou writes, and on the Secret, where it is
 * a hint at most.
 *
 * @param fingerprint empty on a Secret, and for a password that Lakou did not generate
 */
public record PasswordRecord(
        int rotations, Optional<Instant> at, Optional<String> request, Optional<String> fingerprint) {
    /** Far above what rotations every minute reach in a life; what says more was not written by Lakou. */
    private static final int MOST_ROTATIONS = 100_000_000;

    static PasswordRecord of(RotationStatus told) {
        return new PasswordRecord(
                told.count(),
                instant(told.lastTime()),
                Optional.ofNullable(told.request()),
                Optional.ofNullable(told.fingerprint()));
    }

    /** Whoever may write the Secret may write anything there: what cannot be read says nothing. */
    static PasswordRecord hint(ObjectMeta secret) {
        var annotations = Optional.ofNullable(secret.getAnnotations()).orElse(Map.of());
        return new PasswordRecord(
                rotations(annotations.get(IssuedPassword.ROTATIONS)),
                instant(annotations.get(IssuedPassword.ROTATED_AT)).or(() -> instant(secret.getCreationTimestamp())),
                Optional.ofNullable(annotations.get(IssuedPassword.REQUEST)),
                Optional.empty());
    }

    boolean isOf(Password password, Account account) {
        return fingerprint.isPresent() && fingerprint.equals(Fingerprint.of(password, account));
    }

    private static int rotations(@Nullable String text) {
        try {
            var count = text == null ? 0 : Integer.parseInt(text);
            return count < 0 || count > MOST_ROTATIONS ? 0 : count;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Optional<Instant> instant(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
