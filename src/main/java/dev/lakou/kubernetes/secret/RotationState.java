package dev.lakou.kubernetes.secret;

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
public record RotationState(Account account, IssuedPassword issued, List<Identifier> logins) {

    public Identifier current() {
        return login(issued.rotations());
    }

    /** The login before; the same one where it has two passwords. */
    Optional<Identifier> former() {
        return issued.rotations() == 0 ? Optional.empty() : Optional.of(login(issued.rotations() - 1));
    }

    /** Whether only sessions can tell that the former login went out of use. */
    boolean drains() {
        return former().filter(login -> !login.equals(current())).isPresent();
    }

    Instant overlapEnds() {
        return issued.at().plus(Durations.parse("rotation.overlap", overlap()));
    }

    Optional<Instant> next() {
        return account.rotation().map(RotationSpec::every).map(every -> issued.at()
                .plus(Durations.parse("rotation.every", every)));
    }

    boolean due(Instant now) {
        var request = account.request();
        return request.isPresent() && !request.equals(issued.request())
                || next().filter(time -> !now.isBefore(time)).isPresent();
    }

    /** Whether it was found before that the former credential of this very issue went out of use. */
    boolean wasSteady() {
        return account.told()
                .filter(told -> told.count() == issued.rotations() && told.phase() == Phase.Steady)
                .isPresent();
    }

    /** The logins while the former credential is in this phase. */
    public Logins logins(Phase phase) {
        var only = Logins.only(new Credential(current(), issued.password()));
        return former().map(login -> phase == Phase.Steady ? only.after(login) : only.beside(login))
                .orElse(only);
    }

    /** The turn after this one. */
    RotationState after(Password password, Instant now) {
        return new RotationState(account, issued.next(password, now, account.request()), logins);
    }

    /** The logins at the moment when this turn begins: the credential of the one before must go on working. */
    public Logins logins(RotationState before) {
        var credential = new Credential(
                current(), issued.password(), Optional.of(before.issued().password()));
        return Logins.only(credential).beside(before.current());
    }

    private Identifier login(int rotation) {
        return logins.get(rotation % logins.size());
    }

    private String overlap() {
        return account.rotation().map(RotationSpec::overlap).orElse(RotationSpec.DEFAULT_OVERLAP);
    }
}
