package dev.lakou.database.postgresql.sql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lakou.model.Password;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ScramVerifierTest {

    /** The keys follow from the example of RFC 7677: user "user", password "pencil". */
    @Test
    void isWhatTheStandardSays() {
        var salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");

        var verifier = ScramVerifier.of(new Password("pencil"), salt, 4096);

        assertThat(verifier.text())
                .isEqualTo("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$"
                        + "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");
    }

    @Test
    void isAnotherEachTime() {
        assertThat(ScramVerifier.of(new Password("same"))).isNotEqualTo(ScramVerifier.of(new Password("same")));
    }

    /** PostgreSQL would take it for a password, and store it in plain text in its log. */
    @Test
    void isNothingElse() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ScramVerifier("pencil"));
    }

    @Test
    void doesNotPrint() {
        assertThat(ScramVerifier.of(new Password("pencil"), "0123456789abcdef".getBytes(US_ASCII), 4096))
                .hasToString("[redacted]");
    }
}
