package dev.lakou.database.postgresql;

import dev.lakou.database.Provider;
import dev.lakou.database.ServerProfile;
import dev.lakou.database.ServerProfile.Relying;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is worth knowing of a server before it is used. */
record PostgresProfile(Connection connection, Identifier database, String host) {

    ServerProfile read() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        """
                        SELECT session_user,
                               current_setting('superuser_reserved_connections')::int
                                 + coalesce(current_setting('reserved_connections', true)::int, 0),
                               (SELECT count(*) FROM pg_stat_activity WHERE datid IS NOT NULL),
                               (SELECT version || ', ' || cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl),
                               current_setting('wal_level'), current_setting('max_replication_slots')::int,
                               EXISTS (SELECT FROM pg_proc WHERE proname = 'aurora_version')
                        """)) {
            row.next();
            var provider = provider(row.getBoolean(7));
            return new ServerProfile(
                    row.getString(1),
                    provider.map(Provider::title),
                    Optional.ofNullable(row.getString(4)),
                    row.getInt(2),
                    row.getInt(3),
                    relying(),
                    unmovable(row, provider.flatMap(Provider::settings)));
        }
    }

    private Optional<Provider> provider(boolean aurora) throws SQLException {
        if (aurora) {
            return Optional.of(Provider.AURORA);
        }
        var roles = CatalogRow.read(connection, "SELECT rolname FROM pg_roles", row -> row.getString(1));
        return Provider.ofHost(host).or(() -> Provider.ofRoles(Set.copyOf(roles)));
    }

    private Optional<Relying> relying() throws SQLException {
        var reliance = PostgresReliance.of(connection);
        return reliance.isNone()
                ? Optional.empty()
                : Optional.of(new Relying(
                        reliance.describe(), reliance.remedy(database).strip()));
    }

    /** @param settings where the provider lets them be changed, which is not by SQL then */
    private static List<Shortcoming> unmovable(ResultSet row, Optional<String> settings) throws SQLException {
        var unmovable = new ArrayList<Shortcoming>();
        if (!row.getString(5).equals("logical")) {
            unmovable.add(Shortcoming.ofSetting(
                    "wal_level is %s; logical replication needs logical.".formatted(row.getString(5)),
                    settings.map("-- logical replication %s; then restart the server"::formatted)
                            .orElse("ALTER SYSTEM SET wal_level = 'logical'; -- restart the server")));
        }
        if (row.getInt(6) == 0) {
            unmovable.add(Shortcoming.ofSetting(
                    "max_replication_slots is 0; logical replication needs one for each schema under way.",
                    settings.map("-- max_replication_slots = 10 %s; then restart the server"::formatted)
                            .orElse("ALTER SYSTEM SET max_replication_slots = 10; -- restart the server")));
        }
        return unmovable;
    }
}
