package dev.lakou.kubernetes.reconcile;

import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.secret.AccountLogins;
import dev.lakou.model.Credential;
import dev.lakou.model.Password;
import dev.lakou.model.State;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks a server about the logins of one account of a resource. */
record AccountInspection(FirstLook look, Account account) implements AccountLogins.Inspection {

    /** Passwords are tried only at logins that carry the resource's marker. */
    @Override
    public AccountLogins of(Set<Password> passwords) {
        var server = look.request().server();
        var names = Set.copyOf(server.logins(account.user()));
        var asked = look.asked().roles().stream()
                .filter(role -> names.contains(role.name()))
                .collect(Collectors.toSet());
        var logins = AccountLogins.of(
                State.of(asked, Set.of(), Set.of()), look.observation().state());
        var credentials = logins.own()
                .flatMap(login -> passwords.stream().map(password -> new Credential(login, password)))
                .collect(Collectors.toSet());
        return credentials.isEmpty() ? logins : logins.accepting(server.rightPasswords(credentials));
    }
}
