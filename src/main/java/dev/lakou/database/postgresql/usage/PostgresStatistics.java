package dev.lakou.database.postgresql.usage;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a server's statistics the administrator may read.
 *
 * @param seesSessions whether it sees what the sessions of others do
 * @param countsStatements whether the server has loaded what counts statements
 * @param extension the schema of the extension that shows them, where the database has it
 */
public record PostgresStatistics(boolean seesSessions, boolean countsStatements, Optional<Extension> extension) {

    public static PostgresStatistics of(Connection connection) throws SQLException {
        // A library that is loaded at the start of the server, and only such a one, brings its settings.
        return CatalogRow.read(
                        connection,
                        """
                        SELECT pg_has_role(session_user, 'pg_read_all_stats', 'USAGE'),
                               EXISTS (SELECT FROM pg_settings WHERE name = 'pg_stat_statements.max'),
                               n.nspname, has_schema_privilege(session_user, n.oid, 'USAGE'),
                               string_to_array(e.extversion, '.')::int[] >= '{1,9}'
                        FROM (SELECT) one LEFT JOIN pg_extension e ON e.extname = 'pg_stat_statements'
                        LEFT JOIN pg_namespace n ON n.oid = e.extnamespace
                        """,
                        row -> new PostgresStatistics(
                                row.getBoolean(1),
                                row.getBoolean(2),
                                row.getString(3) == null
                                        ? Optional.empty()
                                        : Optional.of(new Extension(
                                                new Identifier(row.getString(3)),
                                                row.getBoolean(4),
                                                row.getBoolean(5)))))
                .iterator()
                .next();
    }

    /** The function that counts statements, as SQL names it; empty where it cannot be asked. */
    Optional<String> statements() {
        return extension
                .filter(found -> countsStatements && found.isUsable() && found.isRecent())
                .map(found -> PostgresQuoting.INSTANCE.name(found.schema()) + ".pg_stat_statements");
    }

    /** What a DBA can run so that sessions show what they do. */
    public List<Shortcoming> unseen(Identifier admin) {
        return seesSessions
                ? List.of()
                : List.of(new Shortcoming(
                        "\"%s\" may not see what sessions do, nor since when.".formatted(admin),
                        "GRANT pg_monitor TO %s;".formatted(PostgresQuoting.INSTANCE.name(admin))));
    }

    /** What a DBA can run so that all of it can be read. */
    public List<Shortcoming> missing(Identifier admin) {
        var name = PostgresQuoting.INSTANCE.name(admin);
        var missing = new ArrayList<>(unseen(admin));
        if (!countsStatements) {
            missing.add(
                    Shortcoming.ofSetting(
                            "The server does not count what the statements of each service take.",
                            "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'; -- beside those that are in it; then restart the server\nCREATE EXTENSION IF NOT EXISTS pg_stat_statements;"));
        } else if (extension.isEmpty()) {
            missing.add(Shortcoming.ofSetting(
                    "The database does not show what the statements of each service take.",
                    "CREATE EXTENSION pg_stat_statements;"));
        } else if (!extension.get().isRecent()) {
            missing.add(Shortcoming.ofSetting(
                    "The extension pg_stat_statements is older than its library.",
                    "ALTER EXTENSION pg_stat_statements UPDATE;"));
        } else if (!extension.get().isUsable()) {
            missing.add(new Shortcoming(
                    "\"%s\" may not see what the statements of each service take.".formatted(admin),
                    "GRANT USAGE ON SCHEMA %s TO %s;"
                            .formatted(
                                    PostgresQuoting.INSTANCE.name(
                                            extension.get().schema()),
                                    name)));
        }
        return missing;
    }

    /**
     * Where the extension is.
     *
     * @param isRecent whether it tells statements apart from those within them, as it does since 1.9
     */
    record Extension(Identifier schema, boolean isUsable, boolean isRecent) {}
}
