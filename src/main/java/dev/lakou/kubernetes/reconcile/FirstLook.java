package dev.lakou.kubernetes.reconcile;

import dev.lakou.database.Observation;
import dev.lakou.kubernetes.secret.Account;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Password;
import dev.lakou.model.State;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a server has under all names of a resource, its passwords aside: asked once in a turn, and only where the Secrets
 * do not tell the credentials. Where nothing is there, it is also what the server has of the desired state.
 */
final class FirstLook {
    /** In place of those that are not known yet, and as long; it is not sent anywhere. */
    static final Password UNKNOWN = new Password("x".repeat(32));

    private final ServerRequest request;
    private @Nullable State asked;
    private @Nullable Observation observation;

    FirstLook(ServerRequest request) {
        this.request = request;
    }

    ServerRequest request() {
        return request;
    }

    /** All that it may own, with each of the logins that take turns. */
    State asked() {
        if (asked == null) {
            asked = request.desired(everyLogin()).withoutCredentials();
        }
        return asked;
    }

    Observation observation() {
        if (observation == null) {
            observation = request.server().observe(asked());
        }
        return observation;
    }

    /** What the server has of {@code desired}, a state of the same resource. */
    Observation of(State desired) {
        return Optional.ofNullable(observation).filter(Observation::isOfNothing).orElseGet(() -> request.server()
                .observe(desired));
    }

    private Map<Identifier, Logins> everyLogin() {
        return request.accounts().stream()
                .map(Account::user)
                .distinct()
                .collect(Collectors.toMap(user -> user, user -> {
                    var logins = request.server().logins(user);
                    var only = Logins.only(new Credential(logins.get(0), UNKNOWN));
                    return logins.size() == 1 ? only : only.after(logins.get(1));
                }));
    }
}
