package dev.lakou.scenarios;

import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.secret.IssuedPassword;
import dev.lakou.kubernetes.secret.RotationState;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Password;
import dev.lakou.scenarios.Circumstances.Rotation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How an account of a scenario may log in. */
record AccountLogins(Account account, ScenarioEngine engine) {
    /** How each password begins, so that none can hide in a golden file. */
    static final String PASSWORD = "PlainTextOf";

    static Map<Identifier, Logins> ofAll(
            List<Account> accounts, ScenarioEngine engine, Function<AccountLogins, Logins> logins) {
        return accounts.stream()
                .collect(Collectors.toMap(Account::user, account -> logins.apply(new AccountLogins(account, engine))));
    }

    Logins at(Rotation rotation) {
        var turn = turn(rotation.count());
        if (rotation.begins()) {
            return turn.logins(turn(rotation.count() - 1));
        }
        var logins = turn.logins(rotation.phase());
        return rotation.lost() ? new Logins(logins.current().retainingPresent(), logins.former()) : logins;
    }

    /** All that it may have, as when its resource is deleted. */
    Logins unopened() {
        var first = at(Rotation.NONE);
        return engine.logins(account.user()).stream()
                .skip(1)
                .findFirst()
                .map(first::after)
                .orElse(first);
    }

    private RotationState turn(int count) {
        var password = new Password(PASSWORD + account.user().value().replaceAll("[^A-Za-z]", "") + count);
        return new RotationState(
                account,
                new IssuedPassword(password, count, Instant.EPOCH, Optional.empty()),
                engine.logins(account.user()));
    }
}
