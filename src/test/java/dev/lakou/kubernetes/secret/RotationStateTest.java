package dev.lakou.kubernetes.secret;

import static dev.lakou.kubernetes.secret.AccountBuilder.FIRST;
import static dev.lakou.kubernetes.secret.AccountBuilder.ISSUED;
import static dev.lakou.kubernetes.secret.AccountBuilder.ONE_LOGIN;
import static dev.lakou.kubernetes.secret.AccountBuilder.SECOND;
import static dev.lakou.kubernetes.secret.AccountBuilder.TWO_LOGINS;
import static dev.lakou.kubernetes.secret.AccountBuilder.anAccount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.model.Identifier;
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

class RotationStateTest {
    private static final Password PASSWORD = new Password("Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1");

    @Test
    void givesTheLoginsTheirTurns() {
        assertThat(state(anAccount(), 0, TWO_LOGINS).current()).isEqualTo(FIRST);
        assertThat(state(anAccount(), 1, TWO_LOGINS).current()).isEqualTo(SECOND);
        assertThat(state(anAccount(), 2, TWO_LOGINS).former()).contains(SECOND);
        assertThat(state(anAccount(), 0, TWO_LOGINS).former()).isEmpty();
        assertThat(state(anAccount(), 1, ONE_LOGIN).drains()).isFalse();
    }

    @Test
    void isDueWhenItsTimeHasComeOrSomebodyAsks() {
        var timed = state(anAccount().rotating("1h", "1s"), 0, TWO_LOGINS);
        var asked = state(anAccount().requesting("now"), 0, TWO_LOGINS);

        assertThat(timed.due(ISSUED.plus(Duration.ofMinutes(59)))).isFalse();
        assertThat(timed.due(ISSUED.plus(Duration.ofMinutes(60)))).isTrue();
        assertThat(asked.due(ISSUED)).isTrue();
        assertThat(asked.after(PASSWORD, ISSUED).due(ISSUED)).isFalse();
    }

    @Test
    void restsUntilItIsDueAndTellsWhen() {
        var state = state(anAccount().rotating("1h", "1s"), 1, TWO_LOGINS);

        var rest = rotations().rest(state, Phase.Steady, false, Duration.ofDays(1));
        var told = rotations().report(state, Phase.Steady, Optional.empty());

        assertThat(rest).isEqualTo(Duration.ofMinutes(50));
        assertThat(told.nextTime()).isEqualTo("2026-03-01T11:00:00Z");
    }

    @Test
    void takesAStoredDurationThatIsTooShortForTheShortestAndSaysSo() {
        var state = state(anAccount().rotating("2ms", "0s"), 1, TWO_LOGINS);

        assertThat(state.next()).contains(ISSUED.plus(Duration.ofMinutes(5)));
        assertThat(state.overlapEnds()).isEqualTo(ISSUED.plusSeconds(1));
        assertThat(state.corrections().orElseThrow())
                .contains("spec.rotation.every", "5m", "spec.rotation.overlap", "1s");
        assertThat(state(anAccount().rotating("5m", "1s"), 1, TWO_LOGINS).corrections())
                .isEmpty();
    }

    @Test
    void saysThatARequestWaitsForTheOverlapAndUntilWhen() {
        var state = state(anAccount().rotating(null, "1h").requesting("again"), 1, TWO_LOGINS);

        var waiting = rotations().waiting(state, Phase.Overlap);
        var told = rotations().report(state, Phase.Overlap, waiting);

        assertThat(told.message())
                .contains("lakou.dev/rotate", "waits until 2026-03-01T11:00:00Z")
                .contains("or until somebody is logged in as \"orders_user_2\" and nobody as \"orders_user\"");
        assertThat(waiting.orElseThrow().reason()).isEqualTo(Reason.OverlapNotOver);
        assertThat(rotations().waiting(state, Phase.Steady)).isEmpty();
        assertThat(rotations().due(state, Phase.Overlap)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 1, Steady", "1, 1, Overlap", "0, 0, Overlap", "1, 0, Overlap"})
    void sparesTheFormerLoginOnRequestWhereTheServiceIsSeenWithThePresentOneOnly(int former, int current, Phase phase) {
        var asked = state(anAccount().rotating(null, "1h").requesting("again"), 1, TWO_LOGINS);
        var notAsked = state(anAccount().rotating(null, "1h"), 1, TWO_LOGINS);
        ToIntFunction<Identifier> sessions = login -> login.equals(FIRST) ? former : current;

        assertThat(rotations().phase(asked, sessions)).isEqualTo(phase);
        assertThat(rotations().phase(notAsked, sessions)).isEqualTo(Phase.Overlap);
    }

    @Test
    void cannotTellTwoPasswordsOfOneLoginApart() {
        var asked = state(anAccount().rotating(null, "1h").requesting("again"), 1, ONE_LOGIN);

        assertThat(rotations().phase(asked, login -> 1)).isEqualTo(Phase.Overlap);
        assertThat(rotations().rest(asked, Phase.Overlap, true, Duration.ofHours(2)))
                .isEqualTo(Duration.ofMinutes(50));
    }

    @Test
    void looksSoonWhetherTheServiceHasMovedOn() {
        var asked = state(anAccount().rotating(null, "1h").requesting("again"), 1, TWO_LOGINS);

        assertThat(rotations().rest(asked, Phase.Overlap, true, Duration.ofHours(2)))
                .isEqualTo(Duration.ofSeconds(15));
        assertThat(rotations().rest(asked, Phase.Overlap, false, Duration.ofHours(2)))
                .isEqualTo(Duration.ofMinutes(50));
    }

    @Test
    void doesNotHurryForARotationThatIsRefused() {
        var overdue = state(anAccount().rotating("5m", "1s"), 0, TWO_LOGINS);

        var rest = rotations().rest(overdue, Phase.Steady, true, Duration.ofHours(1));

        assertThat(rest).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void tellsWhatAnIssueIsKnownAgainBy() {
        var told =
                rotations().report(state(anAccount().requesting("now"), 0, ONE_LOGIN), Phase.Steady, Optional.empty());

        assertThat(told.fingerprint()).hasSize(64).doesNotContain(PASSWORD.value());
        assertThat(told.message()).isNull();
        assertThat(told.lastTime()).isEqualTo(ISSUED.toString());
    }

    @Test
    void asksForARotationByALongValueWithoutKeepingIt() {
        var account = anAccount().requesting("x".repeat(10_000)).build();

        assertThat(account.request().orElseThrow()).hasSize(64);
    }

    private static RotationState state(AccountBuilder account, int rotations, List<Identifier> logins) {
        return new RotationState(
                account.build(), new IssuedPassword(PASSWORD, rotations, ISSUED, Optional.empty()), logins);
    }

    private static Rotations rotations() {
        return new Rotations(Clock.fixed(ISSUED.plus(Duration.ofMinutes(10)), ZoneOffset.UTC), new Random(1));
    }
}
