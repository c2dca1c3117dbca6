package dev.lakou.database.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.LoginEvidence;
import dev.lakou.database.ServerConfiguration.Address;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Password;
import dev.lakou.model.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvedLoginsTest {
    private static final LoginWay ENDPOINT = new LoginWay(new Address("pooler", 6432), LoginWay.Kind.ENDPOINT);
    private static final LoginEvidence EVIDENCE = new LoginEvidence("role", "server");
    private static final Identifier USER = new Identifier("orders_user");
    private static final Credential CREDENTIAL = new Credential(USER, new Password("secret"));
    private static final Session SESSION =
            new Session(USER, new Identifier("orders_owner"), Optional.of(new Identifier("orders")));

    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private Duration passed = Duration.ZERO;
    private final ProvedLogins proved = new ProvedLogins(new Clock() {
        @Override
        public Instant instant() {
            return start.plus(passed);
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void asksOnceWhileNothingChanges() {
        judge(LoginAttempt.proved(SESSION));

        passed = Duration.ofMinutes(59);

        assertThat(proved.standing(ENDPOINT, CREDENTIAL, EVIDENCE)).contains(SESSION);
    }

    @Test
    void asksAgainAfterAnHour() {
        judge(LoginAttempt.proved(SESSION));

        passed = Duration.ofMinutes(60);

        assertThat(proved.standing(ENDPOINT, CREDENTIAL, EVIDENCE)).isEmpty();
    }

    @Test
    void asksAgainOnceSomethingElseStands() {
        judge(LoginAttempt.proved(SESSION));

        var otherPassword = new Credential(USER, new Password("other"));
        var otherWay = new LoginWay(new Address("server", 5432), LoginWay.Kind.SERVER);

        assertThat(proved.standing(ENDPOINT, otherPassword, EVIDENCE)).isEmpty();
        assertThat(proved.standing(otherWay, CREDENTIAL, EVIDENCE)).isEmpty();
        assertThat(proved.standing(ENDPOINT, CREDENTIAL, new LoginEvidence("other", "server")))
                .isEmpty();
        assertThat(proved.standing(ENDPOINT, CREDENTIAL, new LoginEvidence("role", "other")))
                .isEmpty();
    }

    @Test
    void takesAnEarlierProcesssWordForLessThanAnHour() {
        proved.trust(ENDPOINT, CREDENTIAL, EVIDENCE, SESSION);
        var atFirst = proved.standing(ENDPOINT, CREDENTIAL, EVIDENCE);

        passed = Duration.ofMinutes(60);

        assertThat(atFirst).contains(SESSION);
        assertThat(proved.standing(ENDPOINT, CREDENTIAL, EVIDENCE)).isEmpty();
    }

    @Test
    void takesNobodysWordForWhatItTriedItself() {
        judge(LoginAttempt.proved(SESSION));
        passed = Duration.ofMinutes(60);

        proved.trust(ENDPOINT, CREDENTIAL, EVIDENCE, SESSION);

        assertThat(proved.standing(ENDPOINT, CREDENTIAL, EVIDENCE)).isEmpty();
    }

    @Test
    void countsAFullLoginAsProvedOnlyWhereItOnceWas() {
        var full = LoginAttempt.unknown(USER, ENDPOINT, true, "full");

        assertThat(judge(full)).isInstanceOf(LoginProof.Unknown.class);
        judge(LoginAttempt.proved(SESSION));

        assertThat(judge(full)).isEqualTo(new LoginProof.Proved(SESSION));
    }

    @Test
    void doesNotKeepWhatComesInAsSomebodyElse() {
        var pooled = new Session(USER, USER, Optional.of(new Identifier("public")));

        assertThat(judge(LoginAttempt.proved(pooled)))
                .isInstanceOfSatisfying(LoginProof.Refused.class, refused -> assertThat(refused.why())
                        .contains("pooler:6432")
                        .contains("comes in as \"orders_user\" in schema \"public\""));
        assertThat(proved.standing(ENDPOINT, CREDENTIAL, EVIDENCE)).isEmpty();
    }

    private LoginProof judge(LoginAttempt attempt) {
        return proved.judge(ENDPOINT, Optional.of(SESSION), CREDENTIAL, EVIDENCE, attempt)
                .proof();
    }
}
