package dev.lakou.kubernetes.credential;

import dev.lakou.api.RotationSpec;
import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.kubernetes.server.Durations;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Password;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose turn it is to log in, by the clock and by the Secret.
 *
 * @param logins the logins that take turns
 */
public record Turn(Account account, Issue issue, List<Identifier> logins) {

    public Identifier current() {
        return login(issue.rotations());
    }

    /** The login before; the same one where it has two passwords. */
    Optional<Identifier> former() {
        return issue.rotations() == 0 ? Optional.empty() : Optional.of(login(issue.rotations() - 1));
    }

    /** Whether only sessions can tell that the former login went out of use. */
    boolean drains() {
        return former().filter(login -> !login.equals(current())).isPresent();
    }

    Instant overlapEnds() {
        return issue.at().plus(Durations.parse("rotation.overlap", overlap()));
    }

    Optional<Instant> next() {
        return account.rotation().map(RotationSpec::every).map(every -> issue.at()
                .plus(Durations.parse("rotation.every", every)));
    }

    boolean due(Instant now) {
        var request = account.request();
        return request.isPresent() && !request.equals(issue.request())
                || next().filter(time -> !now.isBefore(time)).isPresent();
    }

    /** Whether it was found before that the former credential of this very issue went out of use. */
    boolean wasSteady() {
        return account.told()
                .filter(told -> told.count() == issue.rotations() && told.phase() == Phase.Steady)
                .isPresent();
    }

    /** The logins while the former credential is in this phase. */
    public Logins logins(Phase phase) {
        var only = Logins.only(new Credential(current(), issue.password()));
        return former().map(login -> phase == Phase.Steady ? only.after(login) : only.beside(login))
                .orElse(only);
    }

    /** The turn after this one. */
    Turn after(Password password, Instant now) {
        return new Turn(account, issue.next(password, now, account.request()), logins);
    }

    /** The logins at the moment when this turn begins: the credential of the one before must go on working. */
    public Logins logins(Turn before) {
        var credential = new Credential(
                current(), issue.password(), Optional.of(before.issue().password()));
        return Logins.only(credential).beside(before.current());
    }

    private Identifier login(int rotation) {
        return logins.get(rotation % logins.size());
    }

    private String overlap() {
        return account.rotation().map(RotationSpec::overlap).orElse(RotationSpec.DEFAULT_OVERLAP);
    }
}
