package dev.lakou.database.mysql;

import dev.lakou.model.Guest;
import dev.lakou.model.Guest.Trust;
import dev.lakou.model.Identifier;
import dev.lakou.model.Mistake;
import dev.lakou.model.Room;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What MySQL and MariaDB, or the platform on them, have against a room. */
final class MySqlMistakes {
    private static final Set<String> RESERVED =
            Set.of("mysql", "sys", "information_schema", "performance_schema", MySqlBookkeeping.DATABASE);
    private static final Set<String> RESERVED_USERS =
            Set.of("root", "mysql", "mysql.sys", "mysql.session", "mysql.infoschema", "mariadb.sys");
    private static final int LONGEST_SCHEMA = 64;

    /** MariaDB allows 128, but a schema may have to move. */
    private static final int LONGEST_USER = 32;

    private MySqlMistakes() {}

    static List<Mistake> of(Room room) {
        var mistakes = new ArrayList<Mistake>();
        name("spec.schema", room.schema(), LONGEST_SCHEMA, mistakes);
        name("spec.user", room.user(), LONGEST_USER, mistakes);
        reserved("spec.schema", room.schema(), RESERVED, mistakes);
        reserved("spec.user", room.user(), RESERVED_USERS, mistakes);
        if (!room.searchPath().isEmpty()) {
            mistakes.add(
                    Mistake.value("spec.searchPath is for PostgreSQL: MySQL looks in one database only. Remove it."));
        }
        room.settings()
                .keySet()
                .forEach(name -> mistakes.add(Mistake.value(
                        "spec.settings.%s: MySQL has no settings for an account. Remove it.".formatted(name))));
        var users = new HashSet<>(Set.of(room.user()));
        for (var guest : room.guests()) {
            guest("spec.users", guest, mistakes);
            if (!users.add(guest.user())) {
                mistakes.add(
                        Mistake.reserved("spec.users \"%s\" is the name of another user of the service. Choose another."
                                .formatted(guest.user())));
            }
        }
        room.extensions()
                .forEach(extension -> mistakes.add(Mistake.value(
                        "spec.extensions \"%s\": MySQL has no extensions. Remove it.".formatted(extension))));
        return mistakes;
    }

    static List<Mistake> of(Guest guest) {
        var mistakes = new ArrayList<Mistake>();
        guest("spec.user", guest, mistakes);
        if (guest.trust() == Trust.VIEWS) {
            mistakes.add(
                    Mistake.value(
                            "spec.includeViews is for PostgreSQL: MySQL's views run as who made them, and can be read anyway. Remove it."));
        }
        return mistakes;
    }

    private static void guest(String field, Guest guest, List<Mistake> mistakes) {
        name(field, guest.user(), LONGEST_USER, mistakes);
        reserved(field, guest.user(), RESERVED_USERS, mistakes);
        guest.settings()
                .keySet()
                .forEach(name -> mistakes.add(
                        Mistake.value("The setting %s of user \"%s\": MySQL has no settings for an account. Remove it."
                                .formatted(name, guest.user()))));
    }

    private static void name(String field, Identifier name, int longest, List<Mistake> mistakes) {
        var characters = name.value().codePointCount(0, name.value().length());
        if (characters > longest) {
            mistakes.add(Mistake.value("%s \"%s\" has %d characters; MySQL allows %d. Shorten it, or set %s."
                    .formatted(field, name, characters, longest, field)));
        }
        if (name.value().codePoints().anyMatch(point -> point > Character.MAX_VALUE)) {
            mistakes.add(Mistake.value(
                    "%s \"%s\" has characters that MySQL allows in no name. Choose another.".formatted(field, name)));
        }
        if (name.value().endsWith(" ") || name.value().matches(".*[/\\\\].*")) {
            mistakes.add(Mistake.value(
                    "%s \"%s\" ends with a blank or has a slash, which not every MySQL takes. Choose another."
                            .formatted(field, name)));
        }
    }

    private static void reserved(String field, Identifier name, Set<String> reserved, List<Mistake> mistakes) {
        if (reserved.contains(name.value().toLowerCase(Locale.ROOT))) {
            mistakes.add(
                    Mistake.reserved("%s \"%s\" is a name that the server or Lakou keeps for itself. Choose another."
                            .formatted(field, name)));
        }
    }
}
