package dev.lakou.kubernetes.secret;

import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts the issues of one account: which one a password is, by what was recorded of the last one and by the login that it
 * opens. A mistake here closes a login that works, so that in doubt the other login counts as the former one, and stays
 * open for an overlap.
 */
final class PasswordCount {
    private final List<Identifier> logins;
    private final Account account;
    private final Optional<PasswordRecord> recorded;
    private final Optional<PasswordRecord> hint;
    private final Instant now;

    PasswordCount(List<Identifier> logins, Account account, Optional<PasswordRecord> hint, Instant now) {
        this.logins = logins;
        this.account = account;
        this.recorded = account.told().map(PasswordRecord::of);
        this.hint = hint;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    boolean isRecorded(Password password) {
        return recorded.filter(issue -> issue.isOf(password, account)).isPresent();
    }

    /** The issue that was recorded. */
    IssuedPassword unchanged(Password password) {
        return issue(password, last());
    }

    /** The first of these passwords that the server takes for a login of the resource's. */
    Optional<IssuedPassword> accepted(List<Password> passwords, AccountLogins found) {
        return passwords.stream()
                .flatMap(password -> likeliestFirst()
                        .filter(login -> found.accept(login, password))
                        .map(login -> issue(password, count(login, found))))
                .findFirst();
    }

    /** Whether somebody may be logging in with a password that no Secret holds any more. */
    boolean isLost(AccountLogins found) {
        return !found.open().isEmpty()
                || recorded.isPresent() && !found.closed().isEmpty();
    }

    /** The first password, or one that nothing depends on. */
    IssuedPassword first(Password password) {
        return new IssuedPassword(
                password, recorded.map(PasswordRecord::rotations).orElse(0), now, account.request());
    }

    /**
     * A password in place of one that is lost. Whoever still knows that one goes on with it, while the other login is free
     * to take the new one; only two work at a time.
     */
    IssuedPassword replaced(Password password, AccountLogins found) {
        var last = last();
        var next = login(last + 1);
        if (!next.equals(login(last)) && found.open().equals(Set.of(next))) {
            // What was recorded is behind: the next one's turn has come already.
            return new IssuedPassword(password, last + 2, now, account.request());
        }
        return found.open().containsAll(logins) && logins.size() > 1
                ? new IssuedPassword(password, Math.max(last, 1), recordedTime().orElse(now), account.request())
                : new IssuedPassword(password, last + 1, now, account.request());
    }

    private Optional<Instant> recordedTime() {
        return recorded.flatMap(PasswordRecord::at);
    }

    private IssuedPassword issue(Password password, int count) {
        return new IssuedPassword(password, count, time(count), request(count));
    }

    /** Which issue it is that lets this login in. */
    private int count(Identifier login, AccountLogins found) {
        var last = last();
        if (logins.size() == 1) {
            return isFollowed(last) ? last + 1 : last;
        }
        if (!login.equals(login(last))) {
            return last + 1;
        }
        var other = login(last + 1);
        return last == 0 && recorded.isEmpty() && found.open().contains(other) ? logins.size() : last;
    }

    /** One login with two passwords: this one is not the recorded one, so that it came after. */
    private boolean isFollowed(int last) {
        return recorded.flatMap(PasswordRecord::fingerprint).isPresent()
                || recorded.isPresent()
                        && hint.filter(issue -> issue.rotations() == last + 1).isPresent();
    }

    private int last() {
        return recorded.or(() -> hint).map(PasswordRecord::rotations).orElse(0);
    }

    private Stream<Identifier> likeliestFirst() {
        return IntStream.range(0, logins.size()).mapToObj(step -> login(last() + step));
    }

    /** The Secret's word counts only where the status has none. */
    private Instant time(int count) {
        return of(count, recorded)
                .flatMap(PasswordRecord::at)
                .or(() -> of(count, hint).flatMap(PasswordRecord::at).filter(at -> !at.isAfter(now)))
                .orElse(now);
    }

    /** Where nobody knows what was asked for before, nothing is: a rotation out of turn surprises more than one that is missed. */
    private Optional<String> request(int count) {
        return of(count, recorded)
                .flatMap(PasswordRecord::request)
                .or(() -> of(count, hint)
                        .filter(written ->
                                recorded.flatMap(PasswordRecord::fingerprint).isEmpty() || !isLast(count))
                        .flatMap(PasswordRecord::request))
                .or(() -> isLast(count) ? Optional.empty() : account.request());
    }

    private boolean isLast(int count) {
        return of(count, recorded).isPresent();
    }

    private static Optional<PasswordRecord> of(int count, Optional<PasswordRecord> issue) {
        return issue.filter(one -> one.rotations() == count);
    }

    private Identifier login(int count) {
        return logins.get(count % logins.size());
    }
}
