package dev.lakou.products;

import static java.util.Objects.requireNonNull;

import dev.lakou.api.ServiceSchemaStatus;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a product has made, as the administrator of everything sees it. */
final class Belongings {
    private final Site site;
    private final ServiceSchemaStatus status;

    Belongings(Site site, ServiceSchemaStatus status) {
        this.site = site;
        this.status = status;
    }

    /** Where things are and whose, each answer once: all in the schema or in {@code public}, and all of the service's roles. */
    List<String> places() throws SQLException {
        if (!site.isPostgres()) {
            // An account of a service sees no other database, and nothing has an owner.
            return List.of();
        }
        return texts(
                """
                SELECT DISTINCT format('%s of %s', nspname, pg_get_userbyid(owner))
                FROM (SELECT relnamespace AS namespace, relowner AS owner FROM pg_class
                      UNION ALL SELECT typnamespace, typowner FROM pg_type
                      UNION ALL SELECT pronamespace, proowner FROM pg_proc) AS things
                JOIN pg_namespace n ON n.oid = namespace
                WHERE nspname <> 'pg_toast' AND (nspname IN (?, 'public') OR pg_get_userbyid(owner) IN (?, ?, ?))
                """,
                schema(), requireNonNull(status.owner()), schema() + "_user", schema() + "_user_2");
    }

    int tables() throws SQLException {
        return texts("SELECT table_name FROM information_schema.tables WHERE table_schema = ?", schema())
                .size();
    }

    private String schema() {
        return requireNonNull(status.schema());
    }

    private List<String> texts(String sql, Object... parameters) throws SQLException {
        var server = site.server();
        try (var connection = server.connect(server.admin(), site.isPostgres() ? Site.DATABASE : "mysql");
                var statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (var rows = statement.executeQuery()) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
