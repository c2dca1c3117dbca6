package dev.lakou.kubernetes.schema;

import dev.lakou.kubernetes.secret.Account;
import dev.lakou.kubernetes.secret.DnsName;
import dev.lakou.model.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The names of all Secrets of one service: each login has its own, or one would hand out the password of another. */
final class SecretNames {
    private SecretNames() {}

    /** @param accounts the owner's first, then those of spec.users in their order */
    static List<Violation> violations(List<Account> accounts) {
        var violations = new ArrayList<Violation>();
        var users = new LinkedHashMap<String, Use>();
        for (var place = 0; place < accounts.size(); place++) {
            for (var use : uses(accounts.get(place), place)) {
                if (!DnsName.is(use.name())) {
                    violations.add(Violation.value("%s is \"%s\", which is no name for a Secret: %s. Set %s."
                            .formatted(use.words(), use.name(), DnsName.RULE, use.field())));
                }
                Optional.ofNullable(users.putIfAbsent(use.name(), use))
                        .map(first -> Violation.value(
                                "%s and %s are both \"%s\"; each login has a Secret of its own. Set %s to another name."
                                        .formatted(first.words(), lowerCase(use.words()), use.name(), use.field())))
                        .ifPresent(violations::add);
            }
        }
        return violations;
    }

    private static List<Use> uses(Account account, int place) {
        var parent = place == 0 ? "spec.secret" : "spec.users[%d].secret".formatted(place - 1);
        var field = parent + ".name";
        var isGiven = account.secretSpec().filter(spec -> spec.name() != null).isPresent();
        var uses = new ArrayList<Use>();
        uses.add(new Use(
                account.secret(),
                field,
                isGiven ? field : "The default of %s (login \"%s\")".formatted(field, account.user())));
        account.bindingSecret().ifPresent(name -> uses.add(new Use(name, field, "The binding of %s".formatted(field))));
        return uses;
    }

    private static String lowerCase(String words) {
        return words.replaceFirst("^The ", "the ");
    }

    private record Use(String name, String field, String words) {}
}
