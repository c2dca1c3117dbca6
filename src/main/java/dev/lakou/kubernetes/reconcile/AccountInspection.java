package dev.lakou.kubernetes.reconcile;

import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.secret.AccountLogins;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Password;
import dev.lakou.model.Role;
import dev.lakou.model.State;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks a server about the logins of one account of a resource. */
record AccountInspection(ServerRequest request, Account account) implements AccountLogins.Inspection {
    /** In place of those that are not known yet, and as long; it is not sent anywhere. */
    static final Password UNKNOWN = new Password("x".repeat(32));

    /** Passwords are tried only at logins that carry the resource's marker. */
    @Override
    public AccountLogins of(Set<Password> passwords) {
        var asked = State.of(roles(Set.copyOf(request.server().logins(account.user()))), Set.of(), Set.of());
        var logins = AccountLogins.of(asked, request.server().inspect(asked));
        var credentials = logins.own()
                .flatMap(login -> passwords.stream().map(password -> new Credential(login, password)))
                .collect(Collectors.toSet());
        return credentials.isEmpty()
                ? logins
                : logins.accepting(request.server().rightPasswords(credentials));
    }

    /** As they would be desired, so that they carry the resource's marker. */
    private Set<Role> roles(Set<Identifier> logins) {
        return request.desired(everyLogin()).roles().stream()
                .filter(role -> logins.contains(role.name()))
                .collect(Collectors.toSet());
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
