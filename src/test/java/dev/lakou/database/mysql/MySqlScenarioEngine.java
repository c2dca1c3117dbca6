package dev.lakou.database.mysql;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.mysql.flavor.MariaDbFlavor;
import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.database.mysql.flavor.MySqlNames;
import dev.lakou.database.mysql.flavor.OracleMySqlFlavor;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.State;
import dev.lakou.model.Violation;
import dev.lakou.plan.Change;
import dev.lakou.plan.Plan;
import dev.lakou.scenarios.ScenarioEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** MySQL and MariaDB with the settings that they come with: one plan, and statements for each of the two. */
public final class MySqlScenarioEngine implements ScenarioEngine {
    private static final MySqlNames NAMES = new MySqlNames(false, false);

    private final MySqlAccess access = new MySqlAccess(false, NAMES);

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public List<Identifier> logins(Identifier user) {
        return List.of(user);
    }

    @Override
    public List<Violation> violations(DesiredSchema service) {
        return MySqlViolations.of(service, NAMES);
    }

    @Override
    public List<Violation> violations(AdditionalUser additionalUser) {
        return MySqlViolations.of(additionalUser);
    }

    @Override
    public State desired(DesiredSchema service, Map<Identifier, Logins> logins) {
        return access.desired(service, logins);
    }

    @Override
    public State desired(AdditionalUser additionalUser, Map<Identifier, Logins> logins) {
        return access.desired(additionalUser, logins);
    }

    @Override
    public State nothing(State desired) {
        return State.NOTHING;
    }

    @Override
    public Map<String, List<String>> sql(Plan plan) {
        return Map.of(
                "mysql.sql", statements(plan, new OracleMySqlFlavor()),
                "mariadb.sql", statements(plan, new MariaDbFlavor()));
    }

    /** As {@link MySqlPlan} sends them: each right is taken alone, as the server may refuse one of them. */
    private static List<String> statements(Plan plan, MySqlFlavor flavor) {
        var statements = new MySqlStatements(flavor, NAMES);
        var texts = new ArrayList<SqlText>();
        var together = new ArrayList<Change>();
        for (var change : plan.changes()) {
            if (change instanceof Change.RevokePrivilege) {
                texts.addAll(statements.of(together));
                together.clear();
                texts.addAll(change.accept(statements));
            } else {
                together.add(change);
            }
        }
        texts.addAll(statements.of(together));
        return texts.stream().map(text -> text + ";").toList();
    }
}
