package dev.lakou.kubernetes.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Session;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginOutcomeTest {
    private static final Identifier USER = new Identifier("orders_user");
    private static final LoginProof PROVED = new LoginProof.Proved(new Session(USER, USER, Optional.empty()));
    private static final LoginProof REFUSED = new LoginProof.Refused(USER, "refused");
    private static final LoginProof UNKNOWN = new LoginProof.Unknown(USER, false, "unknown");
    private static final LoginProof OCCUPIED = new LoginProof.Unknown(USER, true, "full");

    private final Conditions conditions = new Conditions(Clock.systemUTC());

    @Test
    void saysNothingOfLoginsThatComeIn() {
        assertThat(LoginOutcome.worst(List.of(PROVED), 1, List.of())).isEmpty();
    }

    @Test
    void isNeverReadyWhileALoginIsNotProved() {
        assertThat(ready(UNKNOWN)).isEqualTo("Unknown");
        assertThat(ready(REFUSED)).isEqualTo("False");
    }

    @Test
    void tellsOfARefusalFirst() {
        assertThat(LoginOutcome.worst(List.of(UNKNOWN, REFUSED), 1, List.of()))
                .contains(new Outcome(Reason.LoginRefused, "refused"));
    }

    @Test
    void staysReadyWhileAllConnectionsOfALoginThatCameInAreOpen() {
        var before = conditions.tell(new Outcome(Reason.Reconciled, "good"), 1, List.of());

        assertThat(LoginOutcome.worst(List.of(OCCUPIED), 1, before)).isEmpty();
        assertThat(LoginOutcome.worst(List.of(OCCUPIED), 2, before)).isPresent();
        assertThat(LoginOutcome.worst(List.of(UNKNOWN), 1, before)).isPresent();
    }

    private String ready(LoginProof proof) {
        var outcome = LoginOutcome.worst(List.of(proof), 1, List.of()).orElseThrow();
        return Conditions.find(Conditions.READY, conditions.tell(outcome, 1, List.of()))
                .orElseThrow()
                .getStatus();
    }
}
