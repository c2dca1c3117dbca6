package dev.lakou.database.mysql.move;

import dev.lakou.database.move.Finding;
import dev.lakou.database.mysql.catalog.MySqlDependents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What of the databases themselves speaks against a move. */
record ContentReview(MoveEnd source, Schemas schemas, ServiceLogins logins, SchemaEvents events) {
    /** With all others, the rows are elsewhere, or are not all told. */
    private static final String UNUSUAL =
            """
            SELECT concat(table_schema, '.', table_name, ' (', coalesce(engine, table_type), ')') FROM information_schema.tables WHERE table_schema IN (%s)
              AND (table_type NOT IN ('BASE TABLE', 'VIEW', 'SEQUENCE')
                OR table_type = 'BASE TABLE' AND coalesce(engine, '') NOT IN ('InnoDB', 'MyISAM', 'Aria', 'MEMORY', 'CSV', 'ARCHIVE', 'ROCKSDB'))
            ORDER BY 1
            """;

    private static final String FOREIGN_KEYS =
            """
            SELECT DISTINCT concat(table_schema, '.', table_name, ' refers to ', referenced_table_schema, '.', referenced_table_name)
            FROM information_schema.key_column_usage WHERE table_schema IN (%1$s) AND referenced_table_schema NOT IN (%1$s) ORDER BY 1
            """;

    /** Each name in backticks, as views are written down; without them, as people may write routines. */
    private static final String NAMED =
            """
            SELECT DISTINCT concat(p.kind, ' ', p.home, '.', p.name, ' names ', t.table_schema, '.', t.table_name) FROM (
              SELECT 'view' AS kind, table_schema AS home, table_name AS name, view_definition AS body FROM information_schema.views
              UNION ALL SELECT lower(routine_type), routine_schema, routine_name, routine_definition FROM information_schema.routines
              UNION ALL SELECT 'trigger', trigger_schema, trigger_name, action_statement FROM information_schema.triggers
              UNION ALL SELECT 'event', event_schema, event_name, event_definition FROM information_schema.events) p
            JOIN information_schema.tables t ON locate(concat(t.table_schema, '.', t.table_name), replace(p.body, '`', '')) > 0
            WHERE p.home IN (%1$s) AND t.table_schema NOT IN (%1$s) AND t.table_schema NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys')
            ORDER BY 1
            """;

    private static final String DEFINERS =
            """
            SELECT concat('view ', table_schema, '.', table_name), definer FROM information_schema.views WHERE table_schema IN (%1$s)
            UNION ALL SELECT concat(lower(routine_type), ' ', routine_schema, '.', routine_name), definer FROM information_schema.routines WHERE routine_schema IN (%1$s)
            UNION ALL SELECT concat('trigger ', trigger_schema, '.', trigger_name), definer FROM information_schema.triggers WHERE trigger_schema IN (%1$s)
            UNION ALL SELECT concat('event ', event_schema, '.', event_name), definer FROM information_schema.events WHERE event_schema IN (%1$s)
            ORDER BY 1
            """;

    private static final int DEFINERS_ASKED = 4;

    /** A session sends what makes them in letters that are read as those of its character set. */
    private static final String FOREIGN_LETTERS =
            """
            SELECT concat('view ', table_schema, '.', table_name) FROM information_schema.views
            WHERE table_schema IN (%1$s) AND character_set_client NOT LIKE 'utf8%%' AND length(view_definition) <> char_length(view_definition)
            UNION ALL SELECT concat(lower(routine_type), ' ', routine_schema, '.', routine_name) FROM information_schema.routines
            WHERE routine_schema IN (%1$s) AND character_set_client NOT LIKE 'utf8%%' AND length(routine_definition) <> char_length(routine_definition)
            UNION ALL SELECT concat('trigger ', trigger_schema, '.', trigger_name) FROM information_schema.triggers
            WHERE trigger_schema IN (%1$s) AND character_set_client NOT LIKE 'utf8%%' AND length(action_statement) <> char_length(action_statement)
            UNION ALL SELECT concat('event ', event_schema, '.', event_name) FROM information_schema.events
            WHERE event_schema IN (%1$s) AND character_set_client NOT LIKE 'utf8%%' AND length(event_definition) <> char_length(event_definition)
            ORDER BY 1
            """;

    private static final int FOREIGN_LETTERS_ASKED = 4;

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        refuse(
                findings,
                source.texts(schemas.in(UNUSUAL), schemas.values(1)),
                "Not all rows of these are in the database, or can be read as they were: %s. Change them to InnoDB without system versioning, or drop them.");
        refuse(
                findings,
                source.texts(schemas.in(FOREIGN_KEYS), schemas.values(2)),
                "These use what is in other databases, which does not move with them: %s. Drop the foreign keys first.");
        var dependents = new LinkedHashSet<String>();
        for (var schema : schemas.names()) {
            dependents.addAll(source.with((connection, dialect) -> MySqlDependents.of(connection, schema)));
        }
        refuse(findings, List.copyOf(dependents), "Others use what is in the database: %s. Remove those first.");
        programs(findings);
        refuse(
                findings,
                source.texts(schemas.in(FOREIGN_LETTERS), schemas.values(FOREIGN_LETTERS_ASKED)),
                "These have letters beyond ASCII, and were made by a session whose character set is not utf8mb4: %s. Make them anew by one that has it.");
        refuse(
                findings,
                events.in(SchemaEvents.RESTING).stream().map(Object::toString).toList(),
                "These events rest as those of a replica do: %s. Say ENABLE or DISABLE of each, by ALTER EVENT.");
        var prepared = source.with((connection, dialect) -> hasPrepared(connection));
        if (prepared) {
            findings.add(
                    Finding.telling(
                            "Prepared transactions (XA) are open at the source: one that wrote in the database stops the cut-over."));
        }
        return findings;
    }

    private static boolean hasPrepared(Connection connection) {
        try {
            return !MoveEnd.list(connection, "XA RECOVER", row -> true).isEmpty();
        } catch (SQLException e) {
            // Not everybody may ask that; the fence finds what one keeps locked.
            return false;
        }
    }

    private void programs(List<Finding> findings) {
        var named = source.texts(schemas.in(NAMED), schemas.values(2));
        refuse(
                findings,
                named.stream().filter(text -> text.startsWith("view ")).toList(),
                "These use what is in other databases, which does not move with them: %s. Drop or change them first.");
        var routines = named.stream().filter(text -> !text.startsWith("view ")).toList();
        if (!routines.isEmpty()) {
            findings.add(
                    Finding.telling("These seem to use what is in other databases, and would fail at the target: %s."
                            .formatted(String.join(", ", routines))));
        }
        var own = logins.all().stream().map(login -> login + "@%").toList();
        var foreign = source.with((connection, dialect) -> MoveEnd.list(
                connection,
                schemas.in(DEFINERS),
                row -> own.contains(row.getString(2)) ? "" : row.getString(1) + " of " + row.getString(2),
                schemas.values(DEFINERS_ASKED)));
        refuse(
                findings,
                foreign.stream().filter(text -> !text.isEmpty()).toList(),
                "These run as others than the service, who are not at the target: %s. Drop them, and make them as the service.");
    }

    private static void refuse(List<Finding> findings, List<String> found, String text) {
        if (!found.isEmpty()) {
            findings.add(Finding.refusing(text.formatted(String.join(", ", found))));
        }
    }
}
