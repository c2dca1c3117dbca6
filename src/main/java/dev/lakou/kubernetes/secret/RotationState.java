package dev.lakou.kubernetes.secret;

import dev.lakou.api.RotationSpec;
import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.kubernetes.server.Durations;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Password;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose turn it is to log in, by the clock and by the Secret.
 *
 * @param logins the logins that take turns
 */
public record RotationState(Account account, IssuedPassword issued, List<Identifier> logins) {
    /** The CRD refuses less; what was stored before it did is not to have a server and Deployments changed all the time. */
    private static final Duration SHORTEST_EVERY = Duration.ofMinutes(5);

    private static final Duration SHORTEST_OVERLAP = Duration.ofSeconds(1);

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
        return issued.at().plus(longer(overlap(), SHORTEST_OVERLAP));
    }

    Optional<Instant> next() {
        return every().map(every -> issued.at().plus(longer(every, SHORTEST_EVERY)));
    }

    boolean due(Instant now) {
        return asked() || next().filter(time -> !now.isBefore(time)).isPresent();
    }

    /** Whether an annotation asks for the next credential. */
    boolean asked() {
        var request = account.request();
        return request.isPresent() && !request.equals(issued.request());
    }

    /** What of the spec is not taken as it is written, in words. */
    Optional<String> corrections() {
        var corrections = Stream.of(
                        every().filter(every -> every.compareTo(SHORTEST_EVERY) < 0)
                                .map(every -> "spec.rotation.every is shorter than 5m, and taken as 5m."),
                        Optional.of(overlap())
                                .filter(overlap -> overlap.compareTo(SHORTEST_OVERLAP) < 0)
                                .map(overlap -> "spec.rotation.overlap is shorter than 1s, and taken as 1s."))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return Optional.of(corrections).filter(text -> !text.isEmpty());
    }

    /** Whether it was found before that the former credential of this very issue went out of use. */
    boolean wasSteady() {
        return account.told()
                .filter(told -> told.count() == issued.rotations() && told.phase() == Phase.Steady)
                .isPresent();
    }

    /** That a password which was lost got a successor, in words. */
    public String replacement() {
        var former = former().map(login ->
                        " Whoever knows the lost one goes on with it as \"%s\" until %s, and then has to read the Secret anew."
                                .formatted(login, overlapEnds()))
                .orElse("");
        return "The password of \"%s\" is lost: the Secret \"%s\" is gone, or holds none that Lakou issued or the server takes. It gets a new one, as \"%s\".%s"
                .formatted(account.user(), account.secret(), current(), former);
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

    private Optional<Duration> every() {
        return account.rotation().map(RotationSpec::every).map(text -> Durations.parse("rotation.every", text));
    }

    private Duration overlap() {
        return Durations.parse(
                "rotation.overlap",
                account.rotation().map(RotationSpec::overlap).orElse(RotationSpec.DEFAULT_OVERLAP));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
