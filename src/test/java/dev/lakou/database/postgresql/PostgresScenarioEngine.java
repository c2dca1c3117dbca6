package dev.lakou.database.postgresql;

import dev.lakou.database.postgresql.sql.PostgresAuthority;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Privilege;
import dev.lakou.model.State;
import dev.lakou.model.Violation;
import dev.lakou.plan.Change;
import dev.lakou.plan.Plan;
import dev.lakou.scenarios.ScenarioEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** PostgreSQL 16 and later, with the two kinds of administrators: their statements are not the same. */
public final class PostgresScenarioEngine implements ScenarioEngine {
    private static final Identifier DATABASE = new Identifier("engarde");
    private static final PostgresAuthority SUPERUSER = new PostgresAuthority(true, true, List.of());
    private static final PostgresAuthority CREATEROLE = new PostgresAuthority(false, true, List.of());

    /** The same text whatever the names are, which reach it as settings; what it does is shown on real servers. */
    private static final Pattern BLOCK = Pattern.compile("DO \\$lakou\\$ .*?END \\$lakou\\$;", Pattern.DOTALL);

    private final PostgresAccess access = new PostgresAccess(new PostgresAdditionalUsers(DATABASE, false));

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public List<Identifier> logins(Identifier user) {
        return List.of(user, PostgresNames.secondLogin(user));
    }

    @Override
    public List<Violation> violations(DesiredSchema service) {
        return PostgresViolations.of(service);
    }

    @Override
    public List<Violation> violations(AdditionalUser additionalUser) {
        return PostgresViolations.of(additionalUser);
    }

    @Override
    public State desired(DesiredSchema service, Map<Identifier, Logins> logins) {
        return access.desired(service, logins);
    }

    @Override
    public State desired(AdditionalUser additionalUser, Map<Identifier, Logins> logins) {
        return access.additionalUsers().desired(additionalUser, logins);
    }

    /** PostgreSQL lets everybody run what the owner is going to make. */
    @Override
    public State nothing(State desired) {
        var open = desired.owner().stream()
                .map(owner -> new Grant(Grantee.PUBLIC, Privilege.EXECUTE, new GrantTarget.FutureFunctions(owner)))
                .collect(Collectors.toSet());
        return State.of(Set.of(), Set.of(), open);
    }

    @Override
    public Map<String, List<String>> sql(Plan plan) {
        return Map.of(
                "postgresql-superuser.sql", statements(plan, SUPERUSER),
                "postgresql-createrole.sql", statements(plan, CREATEROLE));
    }

    private static List<String> statements(Plan plan, PostgresAuthority authority) {
        var statements = new PostgresStatements(DATABASE, authority);
        var texts = new ArrayList<String>();
        for (var change : plan.changes()) {
            if (change instanceof Change.CreateExtension creation) {
                texts.add("-- extension " + creation.extension() + ": on its own, by PostgresExtensions");
            } else {
                texts.add(change.accept(statements).toString());
            }
            if (change instanceof Change.CloseLogin closing) {
                texts.add(statements.endSessions(closing).toString());
            }
        }
        return texts.stream()
                .map(text -> BLOCK.matcher(text).replaceAll(Matcher.quoteReplacement("DO $lakou$ .. $lakou$;")))
                .toList();
    }
}
