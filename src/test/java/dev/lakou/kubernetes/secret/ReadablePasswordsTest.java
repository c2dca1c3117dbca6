package dev.lakou.kubernetes.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Password;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadablePasswordsTest {
    @Test
    void readsTheKeyThatNoTemplateMaySetFirst() {
        var secret = secret(Map.of("ANY_PASSWORD", encoded("other"), "DB_PASSWORD", encoded("first")));

        assertThat(ReadablePasswords.in(secret)).containsExactly(new Password("first"), new Password("other"));
    }

    @Test
    void findsWhatIsLeftInOtherKeys() {
        var inKey = secret(Map.of("PGPASSWORD", encoded("left")));
        var inBinding = secret(Map.of("password", encoded("left")));
        var inUrl = secret(Map.of("DATABASE_URL", encoded("postgresql://orders_user:left@db:5432/shop?x=y")));

        assertThat(ReadablePasswords.in(inKey))
                .isEqualTo(ReadablePasswords.in(inBinding))
                .isEqualTo(ReadablePasswords.in(inUrl))
                .containsExactly(new Password("left"));
    }

    @Test
    void readsWhatAnEditorAddedALineEndTo() {
        assertThat(ReadablePasswords.in(secret(Map.of("DB_PASSWORD", encoded("typed\n")))))
                .contains(new Password("typed"));
    }

    @Test
    void passesOverWhatIsNoText() {
        var garbled = Map.of(
                "DB_PASSWORD", "%%%",
                "A_PASSWORD", Base64.getEncoder().encodeToString(new byte[] {(byte) 0xff, (byte) 0xfe}),
                "B_PASSWORD", encoded("with\0nul"),
                "C_PASSWORD", encoded("x".repeat(5000)),
                "D_PASSWORD", "");

        assertThat(ReadablePasswords.in(secret(garbled))).isEmpty();
        assertThat(ReadablePasswords.in(new Secret())).isEmpty();
    }

    private static Secret secret(Map<String, String> data) {
        return new SecretBuilder().withData(data).build();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
