package dev.lakou.kubernetes.upkeep;

import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.RoomKeeper;
import dev.lakou.kubernetes.credential.Account;
import dev.lakou.kubernetes.credential.AccountSecrets;
import dev.lakou.kubernetes.credential.OwnedSecrets;
import dev.lakou.kubernetes.credential.Restarts;
import dev.lakou.kubernetes.credential.Rotations;
import dev.lakou.kubernetes.credential.Turn;
import dev.lakou.kubernetes.server.Resync;
import dev.lakou.kubernetes.status.Announcer;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.Verdict;
import dev.lakou.kubernetes.upkeep.Kept.KeptAccount;
import dev.lakou.model.Credential;
import dev.lakou.model.State;
import dev.lakou.plan.Adoption;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Makes a server and the Secrets of a resource what it wishes for, and keeps them so. */
@Singleton
public class Upkeep {
    private final Rotations rotations;
    private final Restarts restarts;
    private final DriftWatch drift;
    private final Announcer announcer;

    Upkeep(Rotations rotations, Restarts restarts, DriftWatch drift, Announcer announcer) {
        this.rotations = rotations;
        this.restarts = restarts;
        this.drift = drift;
        this.announcer = announcer;
    }

    /** @return what was read back and logged in to */
    public Kept keep(Wish wish, Context<?> context) {
        var longest = Resync.interval(wish.landlord().resource());
        var owned = new OwnedSecrets(wish.resource(), context);
        var standings = standings(wish, owned);
        Mistakes.refuse(
                wish.mistakes(),
                standings.stream()
                        .flatMap(one -> one.secrets().mistakes().stream())
                        .toList());
        wish.admit();
        standings.forEach(one -> one.secrets().requireFree());

        var changed = mend(wish, standings, owned);
        var after = rotated(wish, standings, owned);
        after.forEach(one -> restarts.after(one.turn()));
        drift.keep(wish, wish.desired(Standing.logins(after)), changed || !after.equals(standings));
        return new Kept(after.stream().map(this::kept).toList(), rest(after, longest));
    }

    /** What would be changed, where that can be found out; changes nothing. */
    public Optional<Plan> preview(Wish wish, Context<?> context) {
        try {
            var standings = standings(wish, new OwnedSecrets(wish.resource(), context));
            var desired = wish.desired(Standing.logins(standings));
            return Optional.of(Planner.plan(desired, wish.server().inspect(desired)));
        } catch (DatabaseException e) {
            return Optional.empty();
        }
    }

    private List<Standing> standings(Wish wish, OwnedSecrets owned) {
        return wish.accounts().stream()
                .map(account -> {
                    var turn = turn(wish, account, owned);
                    return new Standing(turn, rotations.phase(turn, wish.server()), secrets(wish, turn, owned));
                })
                .toList();
    }

    /** Makes server and Secrets what they should be for the present credentials. @return whether anything had to change */
    private boolean mend(Wish wish, List<Standing> standings, OwnedSecrets owned) {
        var desired = wish.desired(Standing.logins(standings));
        var actual = wish.server().inspect(desired);
        wish.check(desired, actual, drift.wish(wish.resource()));
        tellOfDrift(wish, desired, Planner.plan(desired, actual));
        // The Secrets come first: a password that is nowhere else must not be lost in a crash.
        var names = new HashSet<String>();
        standings.forEach(one -> names.addAll(one.secrets().write()));
        owned.deleteAllBut(names);
        var plan = RoomKeeper.keep(wish.server(), desired, actual);
        announcer.changed(wish.resource(), event(wish, desired, actual), plan.describe());
        return !plan.isEmpty();
    }

    private List<Standing> rotated(Wish wish, List<Standing> standings, OwnedSecrets owned) {
        var after = new ArrayList<>(standings);
        for (var place = 0; place < after.size(); place++) {
            var one = after.get(place);
            if (rotations.due(one.turn(), one.phase())) {
                after.set(place, rotate(wish, one, after, owned));
            }
        }
        return List.copyOf(after);
    }

    /** Here the Secret comes last: what it says must let the user in from the first moment on. */
    private Standing rotate(Wish wish, Standing present, List<Standing> all, OwnedSecrets owned) {
        var next = rotations.next(present.turn());
        var secrets = secrets(wish, next, owned);
        secrets.requireSeen();
        var logins = Standing.logins(all);
        logins.put(next.account().user(), next.logins(present.turn()));
        var desired = wish.desired(logins);
        var actual = wish.server().inspect(desired);
        Strangers.refuse(desired, actual);
        var plan = RoomKeeper.keep(wish.server(), desired, actual);
        secrets.write();
        announcer.changed(wish.resource(), "Rotated", plan.describe());
        // However short the overlap: the former login is closed by the next look, and open until then.
        return new Standing(next, Phase.Overlap, secrets);
    }

    private Turn turn(Wish wish, Account account, OwnedSecrets owned) {
        var logins = wish.server().logins(account.user());
        var issue = AccountSecrets.issued(owned, logins)
                .orElseGet(() -> rotations.first(account, wish.keptPassword(account)));
        return new Turn(account, issue, logins);
    }

    private static AccountSecrets secrets(Wish wish, Turn turn, OwnedSecrets owned) {
        var credential = new Credential(turn.current(), turn.issue().password());
        return new AccountSecrets(turn.account(), owned, wish.details(turn.account(), credential), turn.issue());
    }

    private KeptAccount kept(Standing one) {
        return new KeptAccount(one.turn().account(), one.turn().current(), rotations.report(one.turn(), one.phase()));
    }

    private Duration rest(List<Standing> standings, Duration longest) {
        return standings.stream()
                .map(one -> rotations.rest(one.turn(), one.phase(), longest))
                .min(Duration::compareTo)
                .orElse(longest);
    }

    private String event(Wish wish, State desired, State actual) {
        var isNew = desired.schemas().isEmpty()
                ? actual.roles().isEmpty()
                : actual.schemas().isEmpty();
        if (isNew) {
            return "Created";
        }
        if (Adoption.concerns(desired, actual)) {
            return "Adopted";
        }
        var wishChanged = drift.wish(wish.resource())
                .filter(before -> !before.equals(desired.withoutCredentials()))
                .isPresent();
        return wishChanged ? "Updated" : "Repaired";
    }

    /** Says so before anything is mended: should it not succeed, people know since when. */
    private void tellOfDrift(Wish wish, State desired, Plan plan) {
        var sameWish = drift.wish(wish.resource()).equals(Optional.of(desired.withoutCredentials()));
        if (sameWish && !plan.isEmpty()) {
            wish.tellDrift(new Verdict(
                    Reason.Drifted,
                    "Changed by hand on the server, to be mended: " + String.join("; ", plan.describe()) + "."));
        }
    }
}
