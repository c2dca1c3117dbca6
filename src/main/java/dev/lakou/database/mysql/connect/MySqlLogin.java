package dev.lakou.database.mysql.connect;

import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.TlsMode;
import dev.lakou.database.jdbc.LoginAttempt;
import dev.lakou.database.jdbc.LoginFailure;
import dev.lakou.database.jdbc.LoginWay;
import dev.lakou.database.jdbc.LoginWay.Kind;
import dev.lakou.database.jdbc.TlsTrouble;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Session;
import java.sql.SQLException;
import java.util.Optional;

/** Logs in as a service does, with the TLS that its Secret tells it, by one way. */
public record MySqlLogin(ServerConfiguration server, LoginWay way) {
    private static final String TLS_DEMANDED =
            "it takes no login without TLS, and spec.tls.mode of the DatabaseServer does not have its Secret tell"
                    + " clients to use it. Set spec.tls.mode to Require, VerifyCA or VerifyFull.";

    /** With Prefer, the Secret says nothing of TLS, and many clients come without it: then so does this. */
    public LoginAttempt attempt(Credential credential, Optional<Identifier> schema) {
        var there = server.by(way.address());
        if (server.tls().mode() != TlsMode.PREFER) {
            return attempt(there, credential, schema);
        }
        var plain = attempt(there.with(TlsMode.DISABLE), credential, schema);
        if (!(plain.proof() instanceof LoginProof.Refused)) {
            return plain;
        }
        var encrypted = attempt(there, credential, schema);
        return encrypted.proof() instanceof LoginProof.Proved
                ? LoginAttempt.refused(credential.user(), way, TLS_DEMANDED).withRightPassword()
                : encrypted;
    }

    private LoginAttempt attempt(ServerConfiguration there, Credential credential, Optional<Identifier> schema) {
        try (var connection = new MySqlAddress(there).connect(credential, schema);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT substring_index(current_user(), '@', 1), database()")) {
            row.next();
            return LoginAttempt.proved(new Session(
                    credential.user(),
                    new Identifier(row.getString(1)),
                    Optional.ofNullable(row.getString(2)).map(Identifier::new),
                    way.kind() == Kind.REPLICA));
        } catch (SQLException e) {
            return failed(credential.user(), e);
        }
    }

    private LoginAttempt failed(Identifier user, SQLException exception) {
        var error = MySqlError.of(exception);
        var trouble = TlsTrouble.of(exception).filter(any -> error != MySqlLoginError.SECURE_TRANSPORT);
        if (trouble.isPresent()) {
            return LoginAttempt.refused(user, way, trouble.get().words(way.toString(), exception));
        }
        var message = Optional.ofNullable(exception.getMessage()).orElse("no message");
        return new LoginFailure(
                        error.answer(),
                        "%s (%d)".formatted(MySqlErrors.firstLine(message), exception.getErrorCode()),
                        error.advice(),
                        comesAfterThePassword(error),
                        isOfTheLogin(error))
                .attempt(user, way);
    }

    private static boolean comesAfterThePassword(MySqlError error) {
        return error == MySqlLoginError.LOCKED
                || error == MySqlLoginError.PASSWORD_EXPIRED
                || error == MySqlLoginError.NO_RIGHT_ON_DATABASE
                || error == MySqlLoginError.NO_DATABASE;
    }

    /** Whether it is something that a replica receives from its server. */
    private static boolean isOfTheLogin(MySqlError error) {
        return error == MySqlLoginError.LOCKED
                || error == MySqlLoginError.NO_RIGHT_ON_DATABASE
                || error == MySqlLoginError.NO_DATABASE
                || error == MySqlLoginError.NOT_FROM_HERE;
    }
}
