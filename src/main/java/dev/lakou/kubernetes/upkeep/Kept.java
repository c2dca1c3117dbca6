package dev.lakou.kubernetes.upkeep;

import dev.lakou.api.RotationStatus;
import dev.lakou.kubernetes.credential.Account;
import dev.lakou.model.Identifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A wish that came true: read back and logged in to.
 *
 * @param rest how long to wait before the next look
 */
public record Kept(List<KeptAccount> accounts, Duration rest) {

    /** The account of this user. */
    public KeptAccount account(Identifier user) {
        return accounts.stream()
                .filter(one -> one.account().user().equals(user))
                .findFirst()
                .orElseThrow();
    }

    /**
     * One of its users.
     *
     * @param login the login that its Secret names now
     */
    public record KeptAccount(Account account, Identifier login, Optional<RotationStatus> rotation) {}
}
