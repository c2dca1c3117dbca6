package dev.lakou.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {
    private static final Endpoint ENDPOINT = new Endpoint("db.example", 5432, Optional.empty());

    @Test
    void encodesEverythingButUnreservedCharacters() {
        var encoded = PercentEncoding.encode("azAZ09-._~ +%/?#:@$&=,;'\"\\äé\uD83D\uDE00\n");

        assertThat(encoded)
                .isEqualTo("azAZ09-._~%20%2B%25%2F%3F%23%3A%40%24%26%3D%2C%3B%27%22%5C%C3%A4%C3%A9%F0%9F%98%80%0A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p@ss:w/rd?#", "100% $&+,;=", " leading and trailing ", "äöü€", "a\"b'c`d\\e"})
    void keepsUserPasswordAndDatabaseApart(String hostile) {
        var url = Url.of("postgresql", ENDPOINT, new Identifier(hostile))
                .loggedInAs(new Credential(new Identifier(hostile), new Password(hostile)))
                .with("options", hostile);

        var parsed = URI.create(url.text());

        assertThat(parsed.getHost()).isEqualTo("db.example");
        assertThat(parsed.getPort()).isEqualTo(5432);
        assertThat(parsed.getRawUserInfo()).matches("[^:]+:[^:]+");
        assertThat(decoded(parsed.getRawUserInfo())).isEqualTo(hostile + ":" + hostile);
        assertThat(decoded(parsed.getRawPath().substring(1))).isEqualTo(hostile);
        assertThat(decoded(parsed.getRawQuery().substring("options=".length()))).isEqualTo(hostile);
    }

    /** SQLAlchemy decodes user and password, and looks for a database "a%20b". */
    @Test
    void leavesTheDatabaseAsItIsWhereItIsNotDecoded() {
        var url = Url.withDatabaseAsItIs("postgresql+psycopg", ENDPOINT, new Identifier("a b"));

        assertThat(url.text()).isEqualTo("postgresql+psycopg://db.example:5432/a b");
    }

    @Test
    void bracketsIpV6() {
        var endpoint = new Endpoint("fe80::1%eth0", 5432, Optional.empty());

        var url = Url.of("postgresql", endpoint, new Identifier("engarde"));

        assertThat(url.text()).isEqualTo("postgresql://[fe80::1%25eth0]:5432/engarde");
    }

    @Test
    void printsWithoutThePassword() {
        var url = Url.of("postgresql", ENDPOINT, new Identifier("engarde"))
                .loggedInAs(new Credential(new Identifier("madansara"), new Password("Secret0")));

        assertThat(url.toString()).doesNotContain("Secret0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "host/path", "user@host", "[::1]", "host:5432", "a?b", "a\nb"})
    void refusesAHostThatIsMore(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Endpoint(host, 5432, Optional.empty()))
                .withMessageContaining("DNS name or an address");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void refusesAPortThatIsNone(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Endpoint("db.example", port, Optional.empty()))
                .withMessageContaining("between 1 and 65535");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
