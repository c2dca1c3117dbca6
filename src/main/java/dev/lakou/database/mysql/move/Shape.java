package dev.lakou.database.mysql.move;

import dev.lakou.database.move.Listing;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the databases of a service are besides their rows.
 *
 * @param logins whose rights are compared
 */
record Shape(Schemas schemas, Collection<Identifier> logins) {
    /** Numbers that are drawn: the other side may be ahead. */
    static final String COUNTERS = "auto_increment";

    private static final String RIGHTS = "rights of the service";

    /** Each is one text for each thing, in the databases whose names it has places for. */
    private static final Map<String, String> LISTS = Map.of(
            "databases",
            """
            SELECT concat_ws(' ', schema_name, default_character_set_name, default_collation_name)
            FROM information_schema.schemata WHERE schema_name IN (%s)
            """,
            "definitions of tables",
            """
            SELECT concat_ws(' ', table_schema, table_name, table_type, engine, row_format, table_collation, create_options, table_comment)
            FROM information_schema.tables WHERE table_schema IN (%s) AND table_type <> 'VIEW'
            """,
            "columns",
            """
            SELECT concat_ws(' ', table_schema, table_name, column_name, ordinal_position, coalesce(column_default, 'NULL'), is_nullable,
              column_type, collation_name, extra, generation_expression, column_comment)
            FROM information_schema.columns WHERE table_schema IN (%s)
            """,
            "indexes",
            """
            SELECT concat_ws(' ', table_schema, table_name, index_name, seq_in_index, column_name, non_unique, collation, sub_part, index_type, index_comment)
            FROM information_schema.statistics WHERE table_schema IN (%s)
            """,
            "constraints",
            """
            SELECT concat_ws(' ', c.table_schema, c.table_name, c.constraint_name, c.constraint_type, r.referenced_table_name, r.unique_constraint_name,
              r.update_rule, r.delete_rule)
            FROM information_schema.table_constraints c LEFT JOIN information_schema.referential_constraints r
              ON r.constraint_schema = c.constraint_schema AND r.table_name = c.table_name AND r.constraint_name = c.constraint_name
            WHERE c.table_schema IN (%s)
            """,
            "partitions",
            """
            SELECT concat_ws(' ', table_schema, table_name, partition_name, subpartition_name, partition_method, partition_expression, partition_description)
            FROM information_schema.partitions WHERE table_schema IN (%s) AND partition_name IS NOT NULL
            """,
            "views",
            """
            SELECT concat_ws(' ', table_schema, table_name, sha2(view_definition, 256), check_option, definer, security_type, character_set_client, collation_connection)
            FROM information_schema.views WHERE table_schema IN (%s)
            """,
            "routines",
            """
            SELECT concat_ws(' ', routine_schema, routine_type, routine_name, dtd_identifier, sha2(routine_definition, 256), is_deterministic, sql_data_access,
              security_type, sql_mode, definer, character_set_client, collation_connection, database_collation, routine_comment)
            FROM information_schema.routines WHERE routine_schema IN (%s)
            """,
            "triggers",
            """
            SELECT concat_ws(' ', trigger_schema, event_object_table, trigger_name, event_manipulation, action_timing, action_order, sha2(action_statement, 256),
              sql_mode, definer, character_set_client, collation_connection, database_collation)
            FROM information_schema.triggers WHERE trigger_schema IN (%s)
            """,
            "events",
            """
            SELECT concat_ws(' ', event_schema, event_name, definer, time_zone, sha2(event_definition, 256), event_type, execute_at, interval_value, interval_field,
              sql_mode, starts, ends, status, on_completion, event_comment, character_set_client, collation_connection, database_collation)
            FROM information_schema.events WHERE event_schema IN (%s)
            """);

    private static final String DRAWN =
            "SELECT concat(table_schema, '.', table_name), auto_increment FROM information_schema.tables WHERE table_schema IN (%s) AND auto_increment IS NOT NULL";

    private static final String GRANTED =
            """
            SELECT concat_ws(' ', grantee, privilege_type, is_grantable) FROM information_schema.schema_privileges
            WHERE replace(table_schema, '\\\\', '') IN (%s)
            """;

    Map<String, String> read(Connection connection) throws SQLException {
        var shape = new TreeMap<String, String>();
        for (var list : LISTS.entrySet()) {
            shape.put(list.getKey(), Listing.of(texts(connection, list.getValue())));
        }
        shape.put(RIGHTS, Listing.of(rights(connection)));
        return shape;
    }

    /** The next number of each table that draws some. */
    Map<String, Long> counters(Connection connection) throws SQLException {
        var counters = new TreeMap<String, Long>();
        MoveEnd.list(
                connection,
                schemas.in(DRAWN),
                row -> counters.put(row.getString(1), row.getLong(2)),
                schemas.values(1));
        return counters;
    }

    private List<String> rights(Connection connection) throws SQLException {
        var found = new ArrayList<String>();
        for (var text : texts(connection, GRANTED)) {
            if (logins.stream().anyMatch(login -> text.startsWith("'" + login + "'@'%' "))) {
                found.add(text);
            }
        }
        return found;
    }

    private List<String> texts(Connection connection, String list) throws SQLException {
        return MoveEnd.list(connection, schemas.in(list), row -> row.getString(1), schemas.values(1));
    }
}
