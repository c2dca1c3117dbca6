package dev.lakou.kubernetes.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminLoginTest {
    @Test
    void readsAnyPasswordAsItIs() {
        var login = AdminLogin.from(secret(Map.of("username", "adm", "password", " a'b\"c $d%20 é ")));

        assertThat(login.username()).isEqualTo("adm");
        assertThat(login.password().value()).isEqualTo(" a'b\"c $d%20 é ");
    }

    @Test
    void leavesOutTheLineBreakOfEcho() {
        var login = AdminLogin.from(secret(Map.of("username", "adm\n", "password", "s3cret\r\n")));

        assertThat(login.username()).isEqualTo("adm");
        assertThat(login.password().value()).isEqualTo("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "postgresql://adm:s3cret@db:5432/engarde s3cret",
                "postgres://adm:p%40ss%3Aw%2Frd%3F%23%25@db p@ss:w/rd?#%",
                "mysql://adm:p@ss:w/rd?#+@db:3306/x p@ss:w/rd?#+",
                "postgresql://adm:%C3%A9@[::1]:5432/engarde é",
            })
    void readsThePasswordOfAUrl(String url, String password) {
        var login = AdminLogin.from(secret(Map.of("url", url)));

        assertThat(login.username()).isEqualTo("adm");
        assertThat(login.password().value()).isEqualTo(password);
    }

    @Test
    void namesTheKeyThatIsMissing() {
        assertThatThrownBy(() -> AdminLogin.from(secret(Map.of("username", "adm"))))
                .isInstanceOf(StalledException.class)
                .hasMessage("The admin Secret \"lakou-system/admin\" cannot be used. It has no key password;"
                        + " it needs username and password, or url.");
    }

    @Test
    void doesNotQuoteAUrlThatItCannotRead() {
        assertThatThrownBy(() -> AdminLogin.from(secret(Map.of("url", "postgresql://adm:s3cret%zz@db"))))
                .isInstanceOf(StalledException.class)
                .hasMessageContaining("write %25")
                .hasMessageNotContaining("s3cret");
    }

    private static Secret secret(Map<String, String> keys) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace("lakou-system")
                .withName("admin")
                .endMetadata()
                .withData(
                        keys.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, key -> Base64.getEncoder()
                                .encodeToString(key.getValue().getBytes(UTF_8)))))
                .build();
    }
}
