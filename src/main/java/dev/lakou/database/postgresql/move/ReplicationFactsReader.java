package dev.lakou.database.postgresql.move;

import dev.lakou.database.postgresql.move.ReplicationFacts.Kind;
import dev.lakou.database.postgresql.move.ReplicationFacts.Limit;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.Identifier;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out what decides whether a schema can follow by replication. Changes nothing. */
record ReplicationFactsReader(MoveEnd source, MoveEnd target, Replication replication, List<String> schemas) {
    private static final String TABLES =
            """
            WITH home AS (SELECT oid FROM pg_namespace WHERE nspname = ANY (?)),
              tab AS (SELECT c.* FROM pg_class c JOIN home h ON h.oid = c.relnamespace
                WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')),
              keyless AS (SELECT * FROM tab WHERE relkind IN ('r', 'p') AND (relreplident = 'n' OR relreplident = 'd'
                AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = tab.oid AND i.indisprimary AND i.indimmediate AND i.indisvalid)))
            SELECT 'UNLOGGED', oid::regclass::text FROM tab WHERE relkind = 'r' AND relpersistence = 'u'
            UNION ALL SELECT 'POLICIES', oid::regclass::text FROM tab WHERE relkind IN ('r', 'p') AND relrowsecurity
            UNION ALL SELECT 'VIEWS', oid::regclass::text FROM tab WHERE relkind = 'm'
            UNION ALL SELECT 'KEYLESS', oid::regclass::text FROM keyless WHERE NOT relispartition
            UNION ALL SELECT 'FIRING', t.tgname || ' of ' || t.tgrelid::regclass FROM pg_trigger t JOIN tab ON tab.oid = t.tgrelid
              WHERE t.tgenabled IN ('A', 'R') AND NOT t.tgisinternal
            UNION ALL SELECT 'GENERATED', a.attname || ' of ' || a.attrelid::regclass FROM pg_attribute a JOIN keyless k ON k.oid = a.attrelid
              WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated <> '' AND NOT k.relispartition
            UNION ALL SELECT 'INCOMPARABLE', a.attname || ' of ' || a.attrelid::regclass || ' (' || format_type(a.atttypid, a.atttypmod) || ')'
              FROM pg_attribute a JOIN keyless k ON k.oid = a.attrelid JOIN pg_type d ON d.oid = a.atttypid
                JOIN pg_type t ON t.oid = CASE WHEN d.typbasetype <> 0 THEN d.typbasetype WHEN d.typcategory = 'A' THEN d.typelem ELSE d.oid END
              WHERE a.attnum > 0 AND NOT a.attisdropped AND NOT k.relispartition AND t.typtype = 'b' AND t.typcategory <> 'A'
                AND NOT EXISTS (SELECT FROM pg_opclass o JOIN pg_am m ON m.oid = o.opcmethod AND m.amname IN ('btree', 'hash') WHERE o.opcintype = t.oid
                  OR EXISTS (SELECT FROM pg_cast k WHERE k.castsource = t.oid AND k.casttarget = o.opcintype AND k.castmethod = 'b' AND k.castcontext = 'i'))
            ORDER BY 1, 2
            """;

    private static final String SOURCE_FREE =
            """
            SELECT current_setting('max_replication_slots')::int - (SELECT count(*)::int FROM pg_replication_slots),
                   current_setting('max_wal_senders')::int - (SELECT count(*)::int FROM pg_stat_replication)
            """;

    /** Since 18 origins have a setting of their own. */
    private static final String TARGET_FREE =
            """
            SELECT coalesce(current_setting('max_active_replication_origins', true), current_setting('max_replication_slots'))::int
                     - (SELECT count(*)::int FROM pg_subscription),
                   current_setting('max_logical_replication_workers')::int - (SELECT count(*)::int FROM pg_stat_subscription WHERE pid IS NOT NULL)
            """;

    private static final String SUPERUSER = "SELECT 1 FROM pg_roles WHERE rolname = session_user AND rolsuper";

    ReplicationFacts read(boolean isRenamed) {
        var free = new EnumMap<Limit, Integer>(Limit.class);
        var atSource = numbers(source, SOURCE_FREE);
        var atTarget = numbers(target, TARGET_FREE);
        free.put(Limit.SLOTS, atSource.get(0));
        free.put(Limit.SENDERS, atSource.get(1));
        free.put(Limit.ORIGINS, atTarget.get(0));
        free.put(Limit.WORKERS, atTarget.get(1));
        var maySubscribe = maySubscribe();
        return new ReplicationFacts(
                end(source),
                end(target),
                isRenamed,
                source.texts("SELECT current_setting('wal_level')").get(0),
                free,
                mayReplicate(),
                maySubscribe,
                maySubscribe ? unreachable() : Optional.empty(),
                tables());
    }

    private static ReplicationFacts.End end(MoveEnd end) {
        return new ReplicationFacts.End(
                end.server(), end.version(), new Identifier(end.configuration().username()), end.database());
    }

    private static List<Integer> numbers(MoveEnd end, String query) {
        return end.with(connection -> CatalogRow.list(connection, query, row -> List.of(row.getInt(1), row.getInt(2)))
                .get(0));
    }

    private boolean mayReplicate() {
        return source.holds(SUPERUSER)
                || source.version() >= ReplicationFacts.FIRST_WITHOUT_SUPERUSER
                        && source.holds("SELECT 1 FROM pg_roles WHERE rolname = session_user AND rolreplication");
    }

    private boolean maySubscribe() {
        return target.holds(SUPERUSER)
                || target.version() >= ReplicationFacts.FIRST_WITHOUT_SUPERUSER
                        && target.holds(
                                "SELECT 1 WHERE pg_has_role(session_user, 'pg_create_subscription', 'USAGE') AND has_database_privilege(session_user, current_database(), 'CREATE')");
    }

    private Map<Kind, List<String>> tables() {
        var tables = new EnumMap<Kind, List<String>>(Kind.class);
        source.with(connection -> CatalogRow.list(
                        connection, TABLES, row -> List.of(row.getString(1), row.getString(2)), schemas))
                .forEach(
                        row -> tables.merge(Kind.valueOf(row.get(0)), List.of(row.get(1)), (all, more) -> Stream.concat(
                                        all.stream(), more.stream())
                                .toList()));
        return tables;
    }

    /** A subscription that is taken back connects all the same: that the source refuses an unknown login shows that it is there. */
    private Optional<String> unreachable() {
        return target.with(connection -> {
            connection.setAutoCommit(false);
            try {
                replication.knock().execute(connection);
                return Optional.<String>empty();
            } catch (SQLException e) {
                return Knock.refusal(String.valueOf(e.getMessage()));
            }
        });
    }
}
