package dev.lakou.database.postgresql;

import dev.lakou.model.Guest;
import dev.lakou.model.Identifier;
import dev.lakou.model.Mistake;
import dev.lakou.model.Room;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What PostgreSQL, or the platform on it, has against a room. */
final class PostgresMistakes {
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

    private PostgresMistakes() {}

    static List<Mistake> of(Room room) {
        var mistakes = new ArrayList<Mistake>();
        name("spec.schema", room.schema(), mistakes);
        name("spec.user", room.user(), mistakes);
        var taken = new HashSet<>(Set.of(
                PostgresNames.owner(room.schema()),
                PostgresNames.readers(room.schema()),
                PostgresNames.writers(room.schema())));
        claim("spec.user", room.user(), taken, mistakes);
        for (var guest : room.guests()) {
            guest("spec.users", guest, mistakes);
            claim("spec.users", guest.user(), taken, mistakes);
        }
        room.searchPath().forEach(schema -> length("spec.searchPath", schema, mistakes));
        room.settings().forEach((name, value) -> setting("spec.settings.", name, value, mistakes));
        return mistakes;
    }

    static List<Mistake> of(Guest guest) {
        var mistakes = new ArrayList<Mistake>();
        guest("spec.user", guest, mistakes);
        return mistakes;
    }

    private static void guest(String field, Guest guest, List<Mistake> mistakes) {
        name(field, guest.user(), mistakes);
        guest.settings().forEach((name, value) -> {
            if (PostgresGuests.OWN_SETTINGS.contains(name)) {
                mistakes.add(Mistake.value("The setting %s of user \"%s\" is Lakou's own to say. Remove it."
                        .formatted(name, guest.user())));
            } else {
                setting("Of user \"%s\", ".formatted(guest.user()), name, value, mistakes);
            }
        });
    }

    /** Each user has two logins in turn, and no two roles have one name. */
    private static void claim(String field, Identifier user, Set<Identifier> taken, List<Mistake> mistakes) {
        var logins = List.of(user, PostgresNames.secondLogin(user));
        if (logins.stream().anyMatch(taken::contains)) {
            mistakes.add(Mistake.reserved(
                    "%s \"%s\" is the name of a role that Lakou makes for the schema or another of its users. Choose another."
                            .formatted(field, user)));
        }
        taken.addAll(logins);
    }

    private static void name(String field, Identifier name, List<Mistake> mistakes) {
        length(field, name, mistakes);
        if (RESERVED.contains(name.value()) || name.value().startsWith("pg_")) {
            mistakes.add(Mistake.reserved(
                    "%s \"%s\" is a name that PostgreSQL keeps for itself. Choose another.".formatted(field, name)));
        }
        if (name.value().startsWith(PostgresNames.RESERVED_PREFIX)) {
            mistakes.add(Mistake.reserved("%s \"%s\" begins with \"%s\", which Lakou keeps for itself. Choose another."
                    .formatted(field, name, PostgresNames.RESERVED_PREFIX)));
        }
    }

    private static void length(String field, Identifier name, List<Mistake> mistakes) {
        var bytes = PostgresNames.bytes(name.value());
        if (bytes > PostgresNames.LONGEST) {
            mistakes.add(Mistake.value("%s \"%s\" has %d bytes; PostgreSQL allows %d. Shorten it."
                    .formatted(field, name, bytes, PostgresNames.LONGEST)));
        }
    }

    private static void setting(String field, String name, String value, List<Mistake> mistakes) {
        if (!SETTINGS.contains(name)) {
            mistakes.add(Mistake.value("%s%s is not a setting that services may have. Remove it; allowed are %s."
                    .formatted(field, name, String.join(", ", new TreeSet<>(SETTINGS)))));
        }
        if (value.indexOf('\0') >= 0) {
            mistakes.add(Mistake.value("%s%s holds the character NUL. Remove it.".formatted(field, name)));
        }
    }
}
