package dev.lakou.database.postgresql;

import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What PostgreSQL, or the platform on it, has against a service. */
final class PostgresViolations {
    private static final Set<String> RESERVED = Set.of("public", "none", "information_schema");
    private static final Set<String> SETTINGS = Set.of(
            "client_min_messages",
            "datestyle",
            "default_statistics_target",
            "default_text_search_config",
            "default_transaction_isolation",
            "default_transaction_read_only",
            "idle_in_transaction_session_timeout",
            "idle_session_timeout",
            "intervalstyle",
            "jit",
            "lock_timeout",
            "maintenance_work_mem",
            "plan_cache_mode",
            "random_page_cost",
            "statement_timeout",
            "synchronous_commit",
            "temp_buffers",
            "timezone",
            "transaction_timeout",
            "work_mem");

    private PostgresViolations() {}

    static List<Violation> of(DesiredSchema service) {
        var violations = new ArrayList<Violation>();
        name("spec.schema", service.schema(), violations);
        service.extraSchemas().forEach(schema -> name("spec.extraSchemas", schema, violations));
        name("spec.user", service.user(), violations);
        var taken = new HashSet<>(Set.of(
                PostgresNames.owner(service.schema()),
                PostgresNames.readers(service.schema()),
                PostgresNames.writers(service.schema())));
        claim("spec.user", service.user(), taken, violations);
        for (var additionalUser : service.additionalUsers()) {
            additionalUser("spec.users", additionalUser, violations);
            claim("spec.users", additionalUser.user(), taken, violations);
        }
        service.searchPath().forEach(schema -> length("spec.searchPath", schema, violations));
        service.settings().forEach((name, value) -> setting("spec.settings.", name, value, violations));
        return violations;
    }

    static List<Violation> of(AdditionalUser additionalUser) {
        var violations = new ArrayList<Violation>();
        additionalUser("spec.user", additionalUser, violations);
        return violations;
    }

    private static void additionalUser(String field, AdditionalUser additionalUser, List<Violation> violations) {
        name(field, additionalUser.user(), violations);
        additionalUser.settings().forEach((name, value) -> {
            if (PostgresAdditionalUsers.OWN_SETTINGS.contains(name)) {
                violations.add(Violation.value("The setting %s of user \"%s\" is Lakou's own to say. Remove it."
                        .formatted(name, additionalUser.user())));
            } else {
                setting("Of user \"%s\", ".formatted(additionalUser.user()), name, value, violations);
            }
        });
    }

    /** Each user has two logins in turn, and no two roles have one name. */
    private static void claim(String field, Identifier user, Set<Identifier> taken, List<Violation> violations) {
        var logins = List.of(user, PostgresNames.secondLogin(user));
        if (logins.stream().anyMatch(taken::contains)) {
            violations.add(Violation.reserved(
                    "%s \"%s\" is the name of a role that Lakou makes for the schema or another of its users. Choose another."
                            .formatted(field, user)));
        }
        taken.addAll(logins);
    }

    private static void name(String field, Identifier name, List<Violation> violations) {
        length(field, name, violations);
        if (RESERVED.contains(name.value()) || name.value().startsWith("pg_")) {
            violations.add(Violation.reserved(
                    "%s \"%s\" is a name that PostgreSQL keeps for itself. Choose another.".formatted(field, name)));
        }
        if (name.value().startsWith(PostgresNames.RESERVED_PREFIX)) {
            violations.add(
                    Violation.reserved("%s \"%s\" begins with \"%s\", which Lakou keeps for itself. Choose another."
                            .formatted(field, name, PostgresNames.RESERVED_PREFIX)));
        }
    }

    private static void length(String field, Identifier name, List<Violation> violations) {
        var bytes = PostgresNames.bytes(name.value());
        if (bytes > PostgresNames.LONGEST) {
            violations.add(Violation.value("%s \"%s\" has %d bytes; PostgreSQL allows %d. Shorten it."
                    .formatted(field, name, bytes, PostgresNames.LONGEST)));
        }
    }

    private static void setting(String field, String name, String value, List<Violation> violations) {
        if (!SETTINGS.contains(name)) {
            violations.add(Violation.value("%s%s is not a setting that services may have. Remove it; allowed are %s."
                    .formatted(field, name, String.join(", ", new TreeSet<>(SETTINGS)))));
        }
        if (value.indexOf('\0') >= 0) {
            violations.add(Violation.value("%s%s holds the character NUL. Remove it.".formatted(field, name)));
        }
    }
}
