package dev.lakou.database.postgresql.connect;

import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The sessions of a login, in whichever database. Whose a session is may be seen by everybody. */
public final class PostgresSessions {
    private PostgresSessions() {}

    /** Whether the login has as many as it may: one more would be refused, or take the place of the service's own. */
    public static boolean areTaken(Connection connection, Identifier login) throws SQLException {
        try (var statement = connection.prepareStatement(
                """
                SELECT r.rolconnlimit BETWEEN 0 AND (SELECT count(*) FROM pg_stat_activity a WHERE a.usesysid = r.oid)
                FROM pg_roles r WHERE r.rolname = ?
                """)) {
            statement.setString(1, login.value());
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    public static int count(Connection connection, Identifier login) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT count(*) FROM pg_stat_activity WHERE usename = ?")) {
            statement.setString(1, login.value());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** The logins that are open and carry a marker. */
    public static Map<Identifier, Marker> openLogins(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        """
                        SELECT r.rolname, d.description FROM pg_shdescription d JOIN pg_roles r ON r.oid = d.objoid
                        WHERE d.classoid = 'pg_authid'::regclass AND d.description LIKE 'lakou:%/%' AND r.rolcanlogin
                        """)) {
            var logins = new HashMap<Identifier, Marker>();
            while (rows.next()) {
                var login = new Identifier(rows.getString(1));
                Marker.parse(rows.getString(2)).ifPresent(marker -> logins.put(login, marker));
            }
            return logins;
        }
    }
}
