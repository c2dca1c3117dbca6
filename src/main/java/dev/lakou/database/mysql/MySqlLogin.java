package dev.lakou.database.mysql;

import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Session;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** What a login finds, tried with the very credential of the service. */
final class MySqlLogin {
    /** Locked (MySQL, MariaDB), expired (both), too many connections of this account, no right on the database: the password is right. */
    private static final Set<Integer> TURNED_AWAY = Set.of(3118, 4151, 1862, 1820, 1226, 1044, 1049);

    private static final int WRONG_PASSWORD = 1045;

    private MySqlLogin() {}

    /** Whether the password is right, whatever else keeps the login out. */
    static boolean accepts(MySqlAddress address, Credential credential) throws SQLException {
        try {
            attempt(address, credential, Optional.empty());
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == WRONG_PASSWORD) {
                return false;
            }
            throw e;
        }
    }

    /** The session; empty when the login was turned away for another reason than its password. */
    static Optional<Session> attempt(MySqlAddress address, Credential credential, Optional<Identifier> schema)
            throws SQLException {
        try (var connection = address.connect(credential, schema);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT substring_index(current_user(), '@', 1), database()")) {
            row.next();
            return Optional.of(new Session(
                    credential.user(),
                    new Identifier(row.getString(1)),
                    Optional.ofNullable(row.getString(2)).map(Identifier::new)));
        } catch (SQLException e) {
            if (TURNED_AWAY.contains(e.getErrorCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
