package dev.lakou.kubernetes.secret;

import static dev.lakou.kubernetes.secret.AccountBuilder.FIRST;
import static dev.lakou.kubernetes.secret.AccountBuilder.ISSUED;
import static dev.lakou.kubernetes.secret.AccountBuilder.ONE_LOGIN;
import static dev.lakou.kubernetes.secret.AccountBuilder.SECOND;
import static dev.lakou.kubernetes.secret.AccountBuilder.TWO_LOGINS;
import static dev.lakou.kubernetes.secret.AccountBuilder.anAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.kubernetes.secret.FoundPassword.Origin;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PasswordFinderTest {
    private static final Password OURS = new Password("Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1");
    private static final Password NEXT = new Password("Bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb2");
    private static final Password FAKED = new Password("knownknownknownknownknownknown12");
    private static final Password CHOSEN = new Password("by hand");
    private static final Instant NOW = ISSUED.plusSeconds(7200);
    private static final AccountLogins.Inspection NOT_ASKED = passwords -> fail("The server is not asked at rest.");

    private final PasswordFinder finder = new PasswordFinder(Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));

    @Test
    void asksNobodyWhileTheSecretHoldsWhatTheStatusRecorded() {
        var account = anAccount().recorded(3, Phase.Steady, OURS).build();

        var found = find(account, TWO_LOGINS, contents(OURS), NOT_ASKED);

        assertThat(found.origin()).isEqualTo(Origin.RECORDED);
        assertThat(found.issued()).isEqualTo(new IssuedPassword(OURS, 3, ISSUED, Optional.empty()));
    }

    @Test
    void findsTheRecordedPasswordWhereverTheSecretStillHoldsIt() {
        var account = anAccount().recorded(1, Phase.Steady, OURS).build();

        var found = find(account, TWO_LOGINS, contents(FAKED, CHOSEN, OURS), NOT_ASKED);

        assertThat(found.issued().password()).isEqualTo(OURS);
    }

    @Test
    void goesByTheStatusWhateverTheAnnotationsSay() {
        var account = anAccount().recorded(2, Phase.Steady, OURS).build();

        var found = find(
                account, TWO_LOGINS, new SecretContents(List.of(OURS), hint(41, "2020-01-01T00:00:00Z")), NOT_ASKED);

        assertThat(found.issued().rotations()).isEqualTo(2);
        assertThat(found.issued().at()).isEqualTo(ISSUED);
    }

    @Test
    void neverTakesAPasswordThatNobodyIssued() {
        var account = anAccount().build();

        var found = find(account, TWO_LOGINS, contents(FAKED), server());

        assertThat(found.origin()).isEqualTo(Origin.FIRST);
        assertThat(found.issued().password()).isNotEqualTo(FAKED);
    }

    @Test
    void neverTakesAFakedPasswordInPlaceOfOneThatWorks() {
        var account = anAccount().recorded(0, Phase.Steady, OURS).build();

        var found = find(account, TWO_LOGINS, contents(FAKED), server().open(FIRST, OURS));

        assertThat(found.origin()).isEqualTo(Origin.REPLACED);
        assertThat(found.issued().password()).isNotIn(FAKED, OURS);
    }

    @Test
    void takesNoPasswordOfALoginThatIsAnothers() {
        var account = anAccount().build();

        var found = find(account, TWO_LOGINS, contents(CHOSEN), server().foreign(FIRST, CHOSEN));

        assertThat(found.origin()).isEqualTo(Origin.FIRST);
        assertThat(found.issued().password()).isNotEqualTo(CHOSEN);
    }

    @Test
    void replacesALostPasswordByTheOtherLoginSoThatTheFormerGoesOn() {
        var account = anAccount().recorded(2, Phase.Steady, OURS).build();

        var found =
                find(account, TWO_LOGINS, contents(), server().open(FIRST, OURS).closed(SECOND, NEXT));

        assertThat(found.origin()).isEqualTo(Origin.REPLACED);
        assertThat(found.issued().rotations()).isEqualTo(3);
        assertThat(found.issued().at()).isEqualTo(NOW);
    }

    @Test
    void replacesALostPasswordInItsPlaceWhileAFormerOneStillWorks() {
        var account = anAccount().recorded(3, Phase.Overlap, NEXT).build();

        var found =
                find(account, TWO_LOGINS, contents(), server().open(FIRST, OURS).open(SECOND, NEXT));

        assertThat(found.origin()).isEqualTo(Origin.REPLACED);
        assertThat(found.issued().rotations()).isEqualTo(3);
        assertThat(found.issued().at()).isEqualTo(ISSUED);
    }

    @Test
    void keepsEveryOpenLoginInTurnWhenStatusAndSecretAreBothLost() {
        var one = find(anAccount().build(), TWO_LOGINS, contents(), server().open(SECOND, NEXT));
        var both = new PasswordFinder(Clock.fixed(NOW, ZoneOffset.UTC), new Random(2))
                .find(
                        anAccount().build(),
                        TWO_LOGINS,
                        contents(),
                        server().open(FIRST, OURS).open(SECOND, NEXT),
                        Optional::empty);

        assertThat(one.issued().rotations()).isEqualTo(2);
        assertThat(both.issued().rotations()).isEqualTo(1);
    }

    @Test
    void issuesOneOnlyHoweverOftenTheAttemptIsRepeated() {
        var account = anAccount().recorded(0, Phase.Steady, OURS).build();
        var first = find(account, TWO_LOGINS, contents(), server().open(FIRST, OURS));

        var second = find(account, TWO_LOGINS, contents(first.issued().password()), server().open(FIRST, OURS));

        assertThat(second.issued()).isEqualTo(first.issued());
        assertThat(second.origin()).isEqualTo(Origin.PENDING);
    }

    @Test
    void takesBackWhatTheServerAcceptsAfterARestoreWithoutStatus() {
        var contents = new SecretContents(List.of(NEXT), hint(3, "2026-02-01T00:00:00Z"));

        var found = find(
                anAccount().build(),
                TWO_LOGINS,
                contents,
                server().closed(FIRST, OURS).closed(SECOND, NEXT));

        assertThat(found.origin()).isEqualTo(Origin.ACCEPTED);
        assertThat(found.issued())
                .isEqualTo(new IssuedPassword(NEXT, 3, Instant.parse("2026-02-01T00:00:00Z"), Optional.empty()));
    }

    @Test
    void countsByTheLoginWhereTheAnnotationsAreGarbled() {
        var contents = new SecretContents(List.of(NEXT), hint(0, "yesterday"));

        var found = find(anAccount().build(), TWO_LOGINS, contents, server().open(SECOND, NEXT));

        assertThat(found.issued().rotations()).isEqualTo(1);
    }

    @Test
    void leavesTheOtherLoginOpenWhereNobodyKnowsWhetherItIsInUse() {
        var found = find(
                anAccount().build(),
                TWO_LOGINS,
                contents(OURS),
                server().open(FIRST, OURS).open(SECOND, NEXT));

        assertThat(found.issued().rotations()).isEqualTo(2);
        assertThat(found.issued().at()).isEqualTo(NOW);
    }

    @Test
    void goesOnWithARotationThatACrashKeptFromBeingRecorded() {
        var account =
                anAccount().recorded(0, Phase.Steady, OURS).requesting("now").build();
        var contents = new SecretContents(List.of(NEXT), hint(1, "2026-03-01T11:00:00Z"));

        var twoLogins =
                find(account, TWO_LOGINS, contents, server().open(FIRST, OURS).open(SECOND, NEXT));
        var oneLogin = find(account, ONE_LOGIN, contents, server().open(FIRST, NEXT));

        assertThat(List.of(twoLogins.issued(), oneLogin.issued()))
                .containsOnly(new IssuedPassword(NEXT, 1, Instant.parse("2026-03-01T11:00:00Z"), Optional.of("now")));
    }

    @Test
    void keepsTheCredentialOfABackupWhileItsLoginIsStillOpen() {
        var account = anAccount().recorded(1, Phase.Overlap, NEXT).build();

        var found = find(
                account, TWO_LOGINS, contents(OURS), server().open(FIRST, OURS).open(SECOND, NEXT));

        assertThat(found.issued()).isEqualTo(new IssuedPassword(OURS, 2, NOW, Optional.empty()));
    }

    @Test
    void remembersARequestThatAnOlderVersionWroteOnTheSecretOnly() {
        var account = anAccount().toldWithoutFingerprint(1).requesting("now").build();
        var hint = new PasswordRecord(1, Optional.of(ISSUED), Optional.of("now"), Optional.empty());

        var found = find(
                account, TWO_LOGINS, new SecretContents(List.of(NEXT), Optional.of(hint)), server().open(SECOND, NEXT));

        assertThat(found.issued()).isEqualTo(new IssuedPassword(NEXT, 1, ISSUED, Optional.of("now")));
    }

    @Test
    void adoptsAPasswordOnlyForALoginThatOthersMade() {
        var account = anAccount().build();

        var adopted =
                finder.find(account, TWO_LOGINS, contents(), server().foreign(FIRST, OURS), () -> Optional.of(CHOSEN));
        var nothingToAdopt = finder.find(account, TWO_LOGINS, contents(), server(), () -> Optional.of(CHOSEN));

        assertThat(adopted.issued().password()).isEqualTo(CHOSEN);
        assertThat(nothingToAdopt.issued().password()).isNotEqualTo(CHOSEN);
    }

    @Test
    void knowsAnAdoptedPasswordByTheServerAlone() {
        var account = anAccount().recorded(0, Phase.Steady, CHOSEN).build();

        var found = find(account, ONE_LOGIN, contents(CHOSEN), server().open(FIRST, CHOSEN));

        assertThat(account.told().orElseThrow().fingerprint()).isNull();
        assertThat(found.issued()).isEqualTo(new IssuedPassword(CHOSEN, 0, ISSUED, Optional.empty()));
    }

    private FoundPassword find(
            Account account, List<Identifier> logins, SecretContents contents, AccountLogins.Inspection server) {
        return finder.find(account, logins, contents, server, Optional::empty);
    }

    private static SecretContents contents(Password... passwords) {
        return new SecretContents(List.of(passwords), Optional.empty());
    }

    private static Optional<PasswordRecord> hint(int rotations, String at) {
        return Optional.of(PasswordRecord.hint(new ObjectMetaBuilder()
                .addToAnnotations("lakou.dev/rotations", Integer.toString(rotations))
                .addToAnnotations("lakou.dev/rotated-at", at)
                .build()));
    }

    private static FakeLogins server() {
        return new FakeLogins(Set.of(), Set.of(), Set.of(), Set.of());
    }

    /** A server with these logins. */
    private record FakeLogins(
            Set<Identifier> open, Set<Identifier> closed, Set<Identifier> foreign, Set<Credential> passwords)
            implements AccountLogins.Inspection {

        FakeLogins open(Identifier login, Password password) {
            return new FakeLogins(with(open, login), closed, foreign, with(passwords, new Credential(login, password)));
        }

        FakeLogins closed(Identifier login, Password password) {
            return new FakeLogins(open, with(closed, login), foreign, with(passwords, new Credential(login, password)));
        }

        FakeLogins foreign(Identifier login, Password password) {
            return new FakeLogins(open, closed, with(foreign, login), with(passwords, new Credential(login, password)));
        }

        @Override
        public AccountLogins of(Set<Password> tried) {
            var accepted = passwords.stream()
                    .filter(credential -> tried.contains(credential.password()))
                    .collect(Collectors.toSet());
            return new AccountLogins(open, closed, foreign, accepted);
        }

        private static <V> Set<V> with(Set<V> some, V another) {
            var all = new HashSet<>(some);
            all.add(another);
            return Set.copyOf(all);
        }
    }
}
