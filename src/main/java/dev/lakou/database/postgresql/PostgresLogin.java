package dev.lakou.database.postgresql;

import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * What came of logging in with a credential.
 *
 * @param accepted whether the password is right
 * @param session what the login found; empty when it was turned away for another reason than its password
 */
record PostgresLogin(boolean accepted, Optional<Session> session) {
    /**
     * PostgreSQL looks at the password before it looks at anything else: too many connections (53300), no right to log
     * in (28000) or to connect (42501) say that the password was right.
     */
    private static final Set<String> TURNED_AWAY = Set.of("53300", "28000", "42501");

    private static final String WRONG_PASSWORD = "28P01";

    static PostgresLogin attempt(PostgresAddress address, Credential credential) throws SQLException {
        try (var connection = address.connect(credential)) {
            return new PostgresLogin(true, Optional.of(session(connection, credential.user())));
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                return new PostgresLogin(false, Optional.empty());
            }
            if (TURNED_AWAY.contains(e.getSQLState())) {
                return new PostgresLogin(true, Optional.empty());
            }
            throw e;
        }
    }

    private static Session session(Connection connection, Identifier user) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT current_user, current_schema()")) {
            row.next();
            return new Session(
                    user,
                    new Identifier(row.getString(1)),
                    Optional.ofNullable(row.getString(2)).map(Identifier::new));
        }
    }
}
