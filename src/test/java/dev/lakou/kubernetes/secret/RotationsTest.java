package dev.lakou.kubernetes.secret;

import static dev.lakou.kubernetes.secret.AccountBuilder.FIRST;
import static dev.lakou.kubernetes.secret.AccountBuilder.ISSUED;
import static dev.lakou.kubernetes.secret.AccountBuilder.ONE_LOGIN;
import static dev.lakou.kubernetes.secret.AccountBuilder.TWO_LOGINS;
import static dev.lakou.kubernetes.secret.AccountBuilder.anAccount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Password;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A day of a credential that is rotated every day with an overlap of an hour, by a clock that is told the time. */
class RotationsTest {
    private static final Password PASSWORD = new Password("Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1");
    private static final Duration LONGEST = Duration.ofDays(3);

    @ParameterizedTest
    @CsvSource({
        // minutes, sessions of the former login, phase, whether the next one is due, seconds in which nothing can
        // change
        "0,    0, Overlap,  false, 3600",
        "0,    4, Overlap,  false, 3600",
        "59,   0, Overlap,  false, 60",
        "60,   4, Draining, false, 15",
        "60,   0, Steady,   false, 82800",
        "1439, 4, Draining, false, 15",
        "1439, 0, Steady,   false, 60",
        "1440, 4, Draining, false, 15",
        "1440, 0, Steady,   true,  0",
        "2000, 0, Steady,   true,  0",
    })
    void twoLoginsTakeTurns(int minutes, int sessions, Phase phase, boolean due, int seconds) {
        var rotations = after(minutes);
        var state = state(anAccount().rotating("24h", "1h"), 1, TWO_LOGINS);

        var found = rotations.phase(state, sessionsOfFormer(sessions));

        assertThat(found).isEqualTo(phase);
        assertThat(rotations.due(state, found)).isEqualTo(due);
        assertThat(rotations.rest(state, found, false, LONGEST).toSeconds()).isEqualTo(seconds);
    }

    /** Sessions cannot tell which of the two passwords they came by. */
    @ParameterizedTest
    @CsvSource({
        "0,    Overlap, false, 3600",
        "59,   Overlap, false, 60",
        "60,   Steady,  false, 82800",
        "1440, Steady,  true,  0",
    })
    void oneLoginHasTwoPasswords(int minutes, Phase phase, boolean due, int seconds) {
        var rotations = after(minutes);
        var state = state(anAccount().rotating("24h", "1h"), 1, ONE_LOGIN);

        var found = rotations.phase(state, login -> 4);

        assertThat(found).isEqualTo(phase);
        assertThat(rotations.due(state, found)).isEqualTo(due);
        assertThat(rotations.rest(state, found, false, LONGEST).toSeconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"0", "60", "1440"})
    void theFirstCredentialOverlapsWithNothing(int minutes) {
        var state = state(anAccount().rotating("24h", "1h"), 0, TWO_LOGINS);

        assertThat(after(minutes).phase(state, login -> 4)).isEqualTo(Phase.Steady);
    }

    /** Who opens a session by the former login then has got in by hand. */
    @Test
    void whatWasFoundSteadyDrainsNoMore() {
        var state = state(anAccount().rotating("24h", "1h").recorded(1, Phase.Steady, PASSWORD), 1, TWO_LOGINS);

        assertThat(after(90).phase(state, login -> 4)).isEqualTo(Phase.Steady);
    }

    @Test
    void isSteadyForAnIssueOfItsOwnOnly() {
        var state = state(anAccount().rotating("24h", "1h").recorded(1, Phase.Steady, PASSWORD), 2, TWO_LOGINS);

        assertThat(after(30).phase(state, login -> 0)).isEqualTo(Phase.Overlap);
    }

    @Test
    void theNextOneBeginsAtItsOwnTimeAndWithAnotherPassword() {
        var rotations = after(1500);

        var next = rotations.next(state(anAccount().rotating("24h", "1h"), 1, TWO_LOGINS));

        assertThat(next.current()).isEqualTo(FIRST);
        assertThat(next.issued().at()).isEqualTo(ISSUED.plus(Duration.ofMinutes(1500)));
        assertThat(next.issued().password()).isNotEqualTo(PASSWORD);
        assertThat(rotations.phase(next, login -> 0)).isEqualTo(Phase.Overlap);
    }

    @ParameterizedTest
    @CsvSource({"Overlap, true", "Draining, true", "Steady, false"})
    void theFormerLoginIsOpenUntilItIsSteady(Phase phase, boolean open) {
        var logins = state(anAccount(), 1, TWO_LOGINS).logins(phase);

        assertThat(logins.former()).contains(new Logins.Former(FIRST, open));
    }

    private static ToIntFunction<Identifier> sessionsOfFormer(int sessions) {
        return login -> login.equals(FIRST) ? sessions : 1;
    }

    private static RotationState state(AccountBuilder account, int rotations, List<Identifier> logins) {
        return new RotationState(
                account.build(), new IssuedPassword(PASSWORD, rotations, ISSUED, Optional.empty()), logins);
    }

    private static Rotations after(int minutes) {
        return new Rotations(Clock.fixed(ISSUED.plus(Duration.ofMinutes(minutes)), ZoneOffset.UTC), new Random(1));
    }
}
