package dev.lakou.kubernetes.upkeep;

import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.kubernetes.credential.AccountSecrets;
import dev.lakou.kubernetes.credential.Turn;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where one account stands: whose turn it is, what becomes of the credential before, and the Secrets that tell it. */
record Standing(Turn turn, Phase phase, AccountSecrets secrets) {

    Logins logins() {
        return turn.logins(phase);
    }

    static Map<Identifier, Logins> logins(List<Standing> standings) {
        var logins = new HashMap<Identifier, Logins>();
        standings.forEach(one -> logins.put(one.turn().account().user(), one.logins()));
        return logins;
    }
}
