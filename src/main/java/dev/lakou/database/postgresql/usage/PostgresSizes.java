package dev.lakou.database.postgresql.usage;

import dev.lakou.database.TenantUsage.Storage;
import dev.lakou.database.postgresql.sql.CatalogRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the schemas with a marker hold. As exact as pg_total_relation_size, which would wait for whoever holds or wants a
 * table for itself: of what is locked so, the size is the one of its last VACUUM or ANALYZE. It is the same with the
 * smallest where there are very many: to ask for the files of each would take longer than a statement may.
 */
public final class PostgresSizes {
    /** Of so many tables and indexes, the files are looked at. */
    static final int LOOKED_AT = 5000;

    private static final String SIZES =
            """
            WITH home AS MATERIALIZED (
              SELECT objoid AS oid, description AS marker FROM pg_description
              WHERE classoid = 'pg_namespace'::regclass AND objsubid = 0 AND description LIKE 'lakou:%%/%%'),
            held AS MATERIALIZED (
              SELECT DISTINCT relation AS oid FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())),
            own AS MATERIALIZED (
              SELECT h.marker, c.oid, c.relkind, c.relpages, c.reltuples, c.reltoastrelid, c.relpersistence
              FROM home h JOIN pg_class c ON c.relnamespace = h.oid WHERE c.relkind IN ('r', 'm', 'i')),
            piece AS MATERIALIZED (
              SELECT marker, CASE relkind WHEN 'i' THEN 'index' ELSE 'table' END AS place, oid, relpages, reltuples, relpersistence FROM own
              UNION ALL SELECT o.marker, 'toast', t.oid, t.relpages, 0, t.relpersistence FROM own o JOIN pg_class t ON t.oid = o.reltoastrelid
              UNION ALL SELECT o.marker, 'toast', i.oid, i.relpages, 0, i.relpersistence FROM own o
                JOIN pg_index x ON x.indrelid = o.reltoastrelid JOIN pg_class i ON i.oid = x.indexrelid),
            edge AS MATERIALIZED (
              SELECT coalesce((SELECT relpages FROM piece ORDER BY relpages DESC OFFSET %d LIMIT 1), -1) AS pages,
                     current_setting('block_size')::bigint AS block),
            told AS (SELECT p.*, p.relpages <= e.pages AS is_small, p.relpages * e.block AS estimate FROM piece p, edge e),
            sized AS (
              SELECT t.marker, t.place, t.is_small,
                     CASE WHEN t.is_small OR h.oid IS NOT NULL THEN t.estimate
                       ELSE pg_relation_size(t.oid, 'main') + pg_relation_size(t.oid, 'fsm')
                         + CASE t.place WHEN 'index' THEN 0 ELSE pg_relation_size(t.oid, 'vm') END
                         + CASE t.relpersistence WHEN 'u' THEN pg_relation_size(t.oid, 'init') ELSE 0 END END AS bytes,
                     CASE WHEN t.place <> 'table' THEN 0 WHEN t.is_small THEN greatest(t.reltuples::bigint, 0)
                       ELSE pg_stat_get_live_tuples(t.oid) END AS live,
                     CASE WHEN t.place = 'table' AND NOT t.is_small THEN pg_stat_get_dead_tuples(t.oid) ELSE 0 END AS dead
              FROM told t LEFT JOIN held h ON h.oid = t.oid),
            size AS (
              SELECT marker, sum(bytes) FILTER (WHERE place = 'table') AS tables, sum(bytes) FILTER (WHERE place = 'index') AS indexes,
                     sum(bytes) FILTER (WHERE place = 'toast') AS toast, count(*) FILTER (WHERE place = 'table') AS number,
                     sum(live) AS live, sum(dead) AS dead, count(*) FILTER (WHERE is_small) AS small
              FROM sized GROUP BY marker)
            SELECT h.marker, s.tables, s.indexes, s.toast, s.number, s.live, s.dead, s.small
            FROM (SELECT DISTINCT marker FROM home) h LEFT JOIN size s ON s.marker = h.marker
            """;

    private PostgresSizes() {}

    /** @param lookedAt the files of how many tables and indexes are looked at, the largest first */
    public static Set<Size> of(Connection connection, int lookedAt) throws SQLException {
        return CatalogRow.read(connection, SIZES.formatted(lookedAt), PostgresSizes::size);
    }

    private static Size size(ResultSet row) throws SQLException {
        return new Size(
                row.getString(1),
                new Storage(
                        row.getLong(2),
                        row.getLong(3),
                        OptionalLong.of(row.getLong(4)),
                        row.getLong(5),
                        row.getLong(6),
                        OptionalLong.of(row.getLong(7))),
                row.getLong(8));
    }

    /**
     * What the schemas of one marker hold.
     *
     * @param estimated how many of the tables and indexes are told as they were at their last VACUUM or ANALYZE, being small
     */
    public record Size(String marker, Storage storage, long estimated) {}
}
