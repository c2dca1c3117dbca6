package dev.lakou.kubernetes.secret;

import dev.lakou.kubernetes.secret.FoundPassword.Origin;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Finds which issue of an account's password is the current one. The status says which one it was, and people cannot
 * write there; a Secret holds only words, which count once the status knows their fingerprint or the server takes them.
 */
@Singleton
public class PasswordFinder {
    private final Clock clock;
    private final RandomGenerator random;
    private final PendingPasswords pending = new PendingPasswords();

    public PasswordFinder(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * @param logins the logins that take turns
     * @param adopted the password of a login that others made, where that is to go on
     */
    public FoundPassword find(
            Account account,
            List<Identifier> logins,
            SecretContents contents,
            AccountLogins.Inspection server,
            Supplier<Optional<Password>> adopted) {
        var turn = new PasswordCount(logins, account, contents.hint(), clock.instant());
        var recorded = contents.passwords().stream().filter(turn::isRecorded).findFirst();
        if (recorded.isPresent()) {
            settle(account);
            return new FoundPassword(turn.unchanged(recorded.get()), Origin.RECORDED);
        }
        var found = server.of(Set.copyOf(contents.passwords()));
        var accepted = turn.accepted(contents.passwords(), found);
        if (accepted.isPresent()) {
            settle(account);
            return new FoundPassword(accepted.get(), Origin.ACCEPTED);
        }
        var present = found.foreign().isEmpty() ? Optional.<Password>empty() : adopted.get();
        return present.map(password -> new FoundPassword(turn.first(password), Origin.FIRST))
                .orElseGet(() -> anew(account, turn, found));
    }

    /** That a server has taken the account's password: should it be lost from now on, another one takes its place. */
    public void settle(Account account) {
        pending.settle(account);
    }

    private FoundPassword anew(Account account, PasswordCount turn, AccountLogins found) {
        var origin = turn.isLost(found) ? Origin.REPLACED : Origin.FIRST;
        var before = pending.of(account);
        var password = before.orElseGet(() -> pending.issue(account, Password.generate(random)));
        return new FoundPassword(
                origin == Origin.REPLACED ? turn.replaced(password, found) : turn.first(password),
                before.isPresent() ? Origin.PENDING : origin);
    }
}
