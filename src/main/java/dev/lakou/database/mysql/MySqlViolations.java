package dev.lakou.database.mysql;

import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.database.mysql.flavor.MySqlNames;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.AdditionalUser.ViewPolicy;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What MySQL and MariaDB, or the platform on them, have against a service. */
final class MySqlViolations {
    private static final Set<String> RESERVED =
            Set.of("mysql", "sys", "information_schema", "performance_schema", MySqlMarkerTable.DATABASE);
    private static final Set<String> RESERVED_USERS =
            Set.of("root", "mysql", "mysql.sys", "mysql.session", "mysql.infoschema", "mariadb.sys");
    private static final int LONGEST_SCHEMA = 64;

    /** MariaDB allows 128, but a schema may have to move. */
    private static final int LONGEST_USER = 32;

    private MySqlViolations() {}

    static List<Violation> of(DesiredSchema service, MySqlNames names) {
        var violations = new ArrayList<Violation>();
        name("spec.schema", service.schema(), LONGEST_SCHEMA, violations);
        name("spec.user", service.user(), LONGEST_USER, violations);
        schema("spec.schema", service.schema(), names, violations);
        service.extraSchemas().forEach(schema -> {
            name("spec.extraSchemas", schema, LONGEST_SCHEMA, violations);
            schema("spec.extraSchemas", schema, names, violations);
        });
        reserved("spec.user", service.user(), RESERVED_USERS, violations);
        if (!service.searchPath().isEmpty()) {
            violations.add(
                    Violation.value("spec.searchPath is for PostgreSQL: MySQL looks in one database only. Remove it."));
        }
        service.settings()
                .keySet()
                .forEach(name -> violations.add(Violation.value(
                        "spec.settings.%s: MySQL has no settings for an account. Remove it.".formatted(name))));
        var users = new HashSet<>(Set.of(service.user()));
        for (var additionalUser : service.additionalUsers()) {
            additionalUser("spec.users", additionalUser, violations);
            if (!users.add(additionalUser.user())) {
                violations.add(Violation.reserved(
                        "spec.users \"%s\" is the name of another user of the service. Choose another."
                                .formatted(additionalUser.user())));
            }
        }
        service.extensions()
                .forEach(extension -> violations.add(Violation.value(
                        "spec.extensions \"%s\": MySQL has no extensions. Remove it.".formatted(extension))));
        return violations;
    }

    static List<Violation> of(AdditionalUser additionalUser) {
        var violations = new ArrayList<Violation>();
        additionalUser("spec.user", additionalUser, violations);
        if (additionalUser.viewPolicy() == ViewPolicy.VIEWS) {
            violations.add(
                    Violation.value(
                            "spec.includeViews is for PostgreSQL: MySQL's views run as who made them, and can be read anyway. Remove it."));
        }
        return violations;
    }

    private static void schema(String field, Identifier schema, MySqlNames names, List<Violation> violations) {
        reserved(field, schema, RESERVED, violations);
        if (names.confuses(schema)) {
            violations.add(Violation.name(
                    "%s \"%s\" has upper case letters, and this server takes it for \"%s\" (lower_case_table_names), which may be another service's. Write it in lower case."
                            .formatted(field, schema, names.stored(schema))));
        }
    }

    private static void additionalUser(String field, AdditionalUser additionalUser, List<Violation> violations) {
        name(field, additionalUser.user(), LONGEST_USER, violations);
        reserved(field, additionalUser.user(), RESERVED_USERS, violations);
        additionalUser
                .settings()
                .keySet()
                .forEach(name -> violations.add(Violation.value(
                        "The setting %s of user \"%s\": MySQL has no settings for an account. Remove it."
                                .formatted(name, additionalUser.user()))));
    }

    private static void name(String field, Identifier name, int longest, List<Violation> violations) {
        var characters = name.value().codePointCount(0, name.value().length());
        if (characters > longest) {
            violations.add(Violation.value("%s \"%s\" has %d characters; MySQL allows %d. Shorten it, or set %s."
                    .formatted(field, name, characters, longest, field)));
        }
        if (name.value().codePoints().anyMatch(point -> point > Character.MAX_VALUE)) {
            violations.add(Violation.value(
                    "%s \"%s\" has characters that MySQL allows in no name. Choose another.".formatted(field, name)));
        }
        if (name.value().endsWith(" ") || name.value().matches(".*[/\\\\].*")) {
            violations.add(Violation.value(
                    "%s \"%s\" ends with a blank or has a slash, which not every MySQL takes. Choose another."
                            .formatted(field, name)));
        }
    }

    private static void reserved(String field, Identifier name, Set<String> reserved, List<Violation> violations) {
        if (reserved.contains(name.value().toLowerCase(Locale.ROOT))) {
            violations.add(
                    Violation.reserved("%s \"%s\" is a name that the server or Lakou keeps for itself. Choose another."
                            .formatted(field, name)));
        }
    }
}
