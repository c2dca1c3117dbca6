package dev.lakou.scenarios;

import dev.lakou.model.AdditionalUser;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.State;
import dev.lakou.model.Violation;
import dev.lakou.plan.Plan;
import java.util.List;
import java.util.Map;

/** What an engine says without a server: which state a resource means, and how a plan is written. */
public interface ScenarioEngine {

    /** Its key in a scenario, and how the golden file of its plan begins. */
    String name();

    List<Identifier> logins(Identifier user);

    /** Whether a login can have two passwords at a time; otherwise two logins take turns. */
    default boolean hasSecondPasswords() {
        return logins(new Identifier("anybody")).size() == 1;
    }

    List<Violation> violations(DesiredSchema service);

    List<Violation> violations(AdditionalUser additionalUser);

    State desired(DesiredSchema service, Map<Identifier, Logins> logins);

    State desired(AdditionalUser additionalUser, Map<Identifier, Logins> logins);

    /** What is found of it on a server that has nothing of it. */
    State nothing(State desired);

    /** The statements of a plan, without passwords, for each golden file of SQL by its name. */
    Map<String, List<String>> sql(Plan plan);
}
