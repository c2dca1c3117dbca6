package dev.lakou.database.mysql.move;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.move.Finding;
import dev.lakou.database.mysql.MySqlProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a move needs of the administrators besides what Lakou always needs. */
record RightsReview(MoveEnd source, MoveEnd target, Schemas schemas, SchemaEvents events) {
    private static final String EVERYTHING = "ALL PRIVILEGES";

    private static final String PROGRAMS =
            """
            SELECT concat('view ', table_schema, '.', table_name) FROM information_schema.views WHERE table_schema IN (%1$s)
            UNION ALL SELECT concat(lower(routine_type), ' ', routine_schema, '.', routine_name) FROM information_schema.routines WHERE routine_schema IN (%1$s)
            UNION ALL SELECT concat('trigger ', trigger_schema, '.', trigger_name) FROM information_schema.triggers WHERE trigger_schema IN (%1$s)
            UNION ALL SELECT concat('event ', event_schema, '.', event_name) FROM information_schema.events WHERE event_schema IN (%1$s)
            """;

    private static final int PROGRAMS_ASKED = 4;

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        var here = Administrator.of(source);
        var there = Administrator.of(target);
        require(findings, here, here.connectionAdmin(), "to end the service's sessions");
        var programs = source.texts(schemas.in(PROGRAMS), schemas.values(PROGRAMS_ASKED));
        if (!events.in(SchemaEvents.ENABLED).isEmpty()) {
            require(findings, here, here.anyDefiner(), "to have its events rest, which stay the service's");
        }
        if (!programs.isEmpty()) {
            require(
                    findings,
                    there,
                    there.anyDefiner(),
                    "to make as the service what runs as it (%s)".formatted(String.join(", ", programs)));
        }
        if (programs.stream().anyMatch(RightsReview::isLogged) && there.distrusts()) {
            findings.add(Finding.refusing(
                    "%s writes a binary log and takes functions and triggers from nobody (error 1419)."
                            .formatted(there.server()),
                    "SET GLOBAL log_bin_trust_function_creators = ON; -- and in the configuration of the server"));
        }
        return findings;
    }

    private static boolean isLogged(String program) {
        return program.startsWith("function ") || program.startsWith("trigger ");
    }

    private static void require(List<Finding> findings, Administrator administrator, String privilege, String why) {
        if (!administrator.holds(privilege)) {
            findings.add(Finding.refusing(
                    "%s at %s lacks %s, %s.".formatted(administrator.account(), administrator.server(), privilege, why),
                    "GRANT %s ON *.* TO %s;".formatted(privilege, administrator.account())));
        }
    }

    /** @param distrusts whether it takes functions and triggers from none that is no superuser */
    private record Administrator(
            String server, Flavor flavor, String connectionAdmin, String account, Set<String> held, boolean distrusts) {
        static Administrator of(MoveEnd end) {
            return end.with((connection, dialect) -> {
                var held = new MySqlProbe(connection, dialect.flavor()).held();
                var isSuper = held.contains(EVERYTHING) || held.contains("SUPER");
                return MoveEnd.list(
                                connection,
                                "SELECT concat(quote(substring_index(current_user(), '@', 1)), '@', quote(substring_index(current_user(), '@', -1))),"
                                        + " @@log_bin AND NOT @@log_bin_trust_function_creators",
                                row -> new Administrator(
                                        end.server(),
                                        dialect.flavor().flavor(),
                                        dialect.flavor().connectionAdmin(),
                                        row.getString(1),
                                        held,
                                        row.getBoolean(2) && !isSuper))
                        .get(0);
            });
        }

        /** What makes things that run as others. */
        String anyDefiner() {
            return flavor == Flavor.MARIADB ? "SET USER" : "SET_ANY_DEFINER";
        }

        boolean holds(String privilege) {
            return held.contains(EVERYTHING) || held.contains(privilege);
        }
    }
}
