package dev.lakou.database.postgresql.connect;

import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.TlsMode;
import dev.lakou.database.jdbc.LoginAttempt;
import dev.lakou.database.jdbc.LoginFailure;
import dev.lakou.database.jdbc.LoginWay;
import dev.lakou.database.jdbc.LoginWay.Kind;
import dev.lakou.database.jdbc.TlsTrouble;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Logs in as a service does, with the TLS that its Secret tells it, by one way. A client certificate is Lakou's own: each
 * client must bring one where the server demands it.
 */
public record PostgresLogin(ServerConfiguration server, LoginWay way) {
    private static final String TLS_DEMANDED =
            "it takes no connection without TLS, and spec.tls.mode of the DatabaseServer does not have its Secret tell"
                    + " clients to use it. Set spec.tls.mode to Require, VerifyCA or VerifyFull.";

    public LoginAttempt attempt(Credential credential) {
        var address = new PostgresAddress(server.by(way.address()));
        try (var connection = address.connect(credential)) {
            var session = session(connection, credential.user());
            return refusesPlainClients(address, credential.user())
                    ? LoginAttempt.refused(credential.user(), way, TLS_DEMANDED).withRightPassword()
                    : LoginAttempt.proved(session);
        } catch (SQLException e) {
            return failed(credential.user(), e);
        }
    }

    /** With Prefer, the Secret says nothing of TLS: many clients then come without it. */
    private boolean refusesPlainClients(PostgresAddress address, Identifier user) {
        if (server.tls().mode() != TlsMode.PREFER) {
            return false;
        }
        return address.knock(user)
                .map(PostgresError::of)
                .filter(error ->
                        error == PostgresError.NO_PG_HBA_ENTRY || error == PostgresError.TLS_DEMANDED_BY_POOLER)
                .isPresent();
    }

    private LoginAttempt failed(Identifier user, SQLException exception) {
        var error = PostgresError.of(exception);
        var trouble = TlsTrouble.of(exception).filter(any -> error != PostgresError.NO_PG_HBA_ENTRY);
        if (trouble.isPresent()) {
            return LoginAttempt.refused(user, way, trouble.get().words(way.toString(), exception));
        }
        return new LoginFailure(
                        error.answer(),
                        "%s (%s)"
                                .formatted(
                                        Optional.ofNullable(exception.getMessage())
                                                .orElse("no message"),
                                        Optional.ofNullable(exception.getSQLState())
                                                .orElse("no SQLSTATE")),
                        error.advice(),
                        isOfTheLogin(error),
                        isOfTheLogin(error))
                .attempt(user, way);
    }

    /** Whether it is something that a replica receives from its server; the server looks at the password before it. */
    private static boolean isOfTheLogin(PostgresError error) {
        return error == PostgresError.LOGIN_NOT_PERMITTED
                || error == PostgresError.CONNECT_REVOKED
                || error == PostgresError.NO_DATABASE;
    }

    private Session session(Connection connection, Identifier user) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT current_user, current_schema()")) {
            row.next();
            return new Session(
                    user,
                    new Identifier(row.getString(1)),
                    Optional.ofNullable(row.getString(2)).map(Identifier::new),
                    way.kind() == Kind.REPLICA);
        }
    }
}
