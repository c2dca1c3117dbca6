package dev.lakou.scenarios;

import dev.lakou.kubernetes.secret.Account;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Marker;
import dev.lakou.model.State;
import dev.lakou.model.Violation;
import java.util.List;
import java.util.Map;

/** A resource of a scenario, by what the operator makes of its spec. */
public interface AskedResource {

    Marker marker();

    List<Account> accounts();

    List<Violation> violations(ScenarioEngine engine);

    State desired(ScenarioEngine engine, Map<Identifier, Logins> logins);

    /** What is looked for when it is deleted. */
    State departing(ScenarioEngine engine, Map<Identifier, Logins> logins);
}
