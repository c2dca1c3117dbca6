package dev.lakou.kubernetes.secret;

import dev.lakou.model.Password;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Passwords that this process issued, and that neither a server has taken nor a status recorded: an attempt that is
 * repeated must not issue another one each time, since each is written to the Secret, and that asks for the next attempt.
 */
final class PendingPasswords {
    private static final int MOST = 10_000;

    private final Map<String, Password> passwords = new LinkedHashMap<>();

    synchronized Optional<Password> of(Account account) {
        return Optional.ofNullable(passwords.get(key(account)));
    }

    synchronized Password issue(Account account, Password password) {
        passwords.put(key(account), password);
        if (passwords.size() > MOST) {
            passwords.remove(passwords.keySet().iterator().next());
        }
        return password;
    }

    synchronized void settle(Account account) {
        passwords.remove(key(account));
    }

    private static String key(Account account) {
        return account.resource().getMetadata().getUid() + "/" + account.user();
    }
}
