package dev.lakou.kubernetes.schema;

import dev.lakou.api.RotationSpec;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.api.ServiceSchemaStatus.Rotation.Phase;
import dev.lakou.kubernetes.server.Durations;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Password;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose turn it is to log in, by the clock and by the Secret.
 *
 * @param logins the logins that take turns
 */
record Turn(ServiceSchema resource, Issue issue, List<Identifier> logins) {
    /** On a ServiceSchema: rotate now. Each new value asks once. */
    static final String ROTATE = Issue.PREFIX + "rotate";

    Identifier current() {
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
        return Optional.ofNullable(resource.getSpec().rotation())
                .map(RotationSpec::every)
                .map(every -> issue.at().plus(Durations.parse("rotation.every", every)));
    }

    boolean due(Instant now) {
        return !requested(resource).equals(issue.request())
                        && requested(resource).isPresent()
                || next().filter(time -> !now.isBefore(time)).isPresent();
    }

    /** Whether it was found before that the former credential of this very issue went out of use. */
    boolean wasSteady() {
        return Optional.ofNullable(resource.getStatus())
                .map(ServiceSchemaStatus::rotation)
                .filter(told -> told.count() == issue.rotations() && told.phase() == Phase.Steady)
                .isPresent();
    }

    Logins logins(Phase phase) {
        var only = Logins.only(new Credential(current(), issue.password()));
        return former().map(login -> phase == Phase.Steady ? only.after(login) : only.beside(login))
                .orElse(only);
    }

    /** The turn after this one. */
    Turn after(Password password, Instant now) {
        return new Turn(resource, issue.next(password, now, requested(resource)), logins);
    }

    /** The logins at the moment when this turn begins: the credential of the one before must go on working. */
    Logins logins(Turn before) {
        var credential = new Credential(
                current(), issue.password(), Optional.of(before.issue().password()));
        return Logins.only(credential).beside(before.current());
    }

    static Optional<String> requested(ServiceSchema resource) {
        return Optional.ofNullable(resource.getMetadata().getAnnotations()).orElse(Map.of()).entrySet().stream()
                .filter(annotation -> annotation.getKey().equals(ROTATE))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Identifier login(int rotation) {
        return logins.get(rotation % logins.size());
    }

    private String overlap() {
        return Optional.ofNullable(resource.getSpec().rotation())
                .map(RotationSpec::overlap)
                .orElse(RotationSpec.DEFAULT_OVERLAP);
    }
}
