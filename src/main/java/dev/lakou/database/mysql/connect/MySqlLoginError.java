package dev.lakou.database.mysql.connect;

import static dev.lakou.database.jdbc.ErrorSign.ANY;
import static dev.lakou.database.mysql.connect.MySqlError.codes;

import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.LoginAnswer;

/** What an account meets that wants to come in. */
enum MySqlLoginError implements MySqlError {
    SECURE_TRANSPORT(new Row(
            codes(3159, 4175, 4176),
            ANY,
            Kind.TLS_FAILED,
            LoginAnswer.REFUSED,
            "It takes no connection without TLS: set spec.tls.mode of the DatabaseServer to Require.")),
    WRONG_PASSWORD(new Row(
            codes(1045),
            ANY,
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.WRONG_PASSWORD,
            "Check username and password in the admin Secret, and whether the account may log in from here, without TLS"
                    + " (spec.tls.mode) and without a client certificate (spec.tls.clientCertificateSecretRef): MySQL"
                    + " does not say which of these it is.")),
    OTHER_AUTHENTICATION(new Row(
            codes(1251, 1524, 1698, 2049, 2059, 2061),
            ANY,
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.REFUSED,
            "The account authenticates in another way than by a password that this client may send: a DBA must change"
                    + " its plugin, or have TLS used.")),
    NOT_FROM_HERE(new Row(
            codes(1130),
            ANY,
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.REFUSED,
            "No account may come in from that address: a DBA must make one for it, or for '%'.")),
    PASSWORD_EXPIRED(new Row(
            codes(1820, 1862),
            ANY,
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.REFUSED,
            "Its password has expired: a DBA can run ALTER USER .. PASSWORD EXPIRE NEVER.")),
    LOCKED(new Row(
            codes(3118, 4151),
            ANY,
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.REFUSED,
            "A DBA locked the account: ALTER USER .. ACCOUNT UNLOCK opens it.")),
    BLOCKED_FOR_NOW(new Row(
            codes(3955),
            ANY,
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.REFUSED,
            "Too many wrong passwords closed the account for a while (FAILED_LOGIN_ATTEMPTS): find who sends them.")),
    TOO_MANY_OF_ACCOUNT(new Row(
            codes(1203, 1226),
            ANY,
            Kind.BUSY,
            LoginAnswer.OCCUPIED,
            "All connections that it may have are open, or were used up. Retried.")),
    NO_RIGHT_ON_DATABASE(new Row(
            codes(1044),
            ANY,
            Kind.PRIVILEGE_MISSING,
            LoginAnswer.REFUSED,
            "A DBA must grant that right on the database.")),
    NO_DATABASE(new Row(
            codes(1049),
            ANY,
            Kind.BUSY,
            LoginAnswer.REFUSED,
            "That database is not there: it went away meanwhile, or this is another server. Retried."));

    private final Row row;

    MySqlLoginError(Row row) {
        this.row = row;
    }

    @Override
    public Row row() {
        return row;
    }
}
