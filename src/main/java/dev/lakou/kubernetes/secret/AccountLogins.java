package dev.lakou.kubernetes.secret;

import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import dev.lakou.model.Role;
import dev.lakou.model.State;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server has of the logins of one account.
 *
 * @param open those that carry the resource's marker and may log in
 * @param closed those that carry it and may not
 * @param foreign those that do not carry it
 * @param accepted the passwords that are right for certain, closed logins included
 */
public record AccountLogins(
        Set<Identifier> open, Set<Identifier> closed, Set<Identifier> foreign, Set<Credential> accepted) {

    /** @param asked the roles with the marker that is the resource's */
    public static AccountLogins of(State asked, State actual) {
        var found = actual.roles().stream()
                .filter(role -> asked.role(role.name()).isPresent())
                .collect(Collectors.groupingBy(
                        role -> standing(role, asked), Collectors.mapping(Role::name, Collectors.toUnmodifiableSet())));
        return new AccountLogins(
                found.getOrDefault(Standing.OPEN, Set.of()),
                found.getOrDefault(Standing.CLOSED, Set.of()),
                found.getOrDefault(Standing.FOREIGN, Set.of()),
                Set.of());
    }

    /** Those that are the resource's. */
    public Stream<Identifier> own() {
        return Stream.concat(open.stream(), closed.stream());
    }

    public AccountLogins accepting(Set<Credential> right) {
        return new AccountLogins(open, closed, foreign, right);
    }

    /** Whether this password is the one of a login that is the resource's. */
    boolean accept(Identifier login, Password password) {
        return (open.contains(login) || closed.contains(login)) && accepted.contains(new Credential(login, password));
    }

    private static Standing standing(Role found, State asked) {
        if (!asked.role(found.name()).map(Role::comment).equals(Optional.of(found.comment()))) {
            return Standing.FOREIGN;
        }
        return found.login() ? Standing.OPEN : Standing.CLOSED;
    }

    private enum Standing {
        OPEN,
        CLOSED,
        FOREIGN
    }

    /** Asks the server. */
    @FunctionalInterface
    public interface Inspection {
        /** @param passwords to try */
        AccountLogins of(Set<Password> passwords);
    }
}
