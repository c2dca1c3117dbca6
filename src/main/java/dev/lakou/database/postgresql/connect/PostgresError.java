package dev.lakou.database.postgresql.connect;

import static dev.lakou.database.jdbc.ErrorSign.ANY;
import static dev.lakou.database.jdbc.ErrorSign.is;
import static dev.lakou.database.jdbc.ErrorSign.says;

import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.ErrorSign;
import dev.lakou.database.jdbc.LoginAnswer;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every SQLSTATE that a statement of the administrator or the login of a service can meet: who can mend it, and how.
 * The first row that fits is the one. PgBouncer and its like answer in the same way as the server.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
enum PostgresError {
    TLS_DEMANDED_BY_POOLER(
            "08P01",
            says("SSL required", "TLS required"),
            Kind.TLS_FAILED,
            LoginAnswer.REFUSED,
            "It takes no connection without TLS: set spec.tls.mode of the DatabaseServer to Require."),
    UNKNOWN_TO_POOLER(
            "08P01|28000|28P01|XX000",
            says("no such user", "Tenant or user not found"),
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.REFUSED,
            "The pooler does not know this login: let it ask the server (auth_query), or add it to its list."),
    WRONG_PASSWORD_AT_POOLER(
            "08P01",
            says("authentication failed", "auth failed"),
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.WRONG_PASSWORD,
            "Check username and password in the admin Secret."),
    NO_SUCH_DATABASE_AT_POOLER(
            "08P01",
            says("no such database"),
            Kind.DATABASE_MISSING,
            LoginAnswer.REFUSED,
            "The pooler does not know the database: add it there."),
    STARTUP_PARAMETER_REFUSED(
            "08P01",
            says("unsupported startup parameter"),
            Kind.UNREACHABLE,
            LoginAnswer.UNKNOWN,
            "The pooler refuses what JDBC sends: set ignore_startup_parameters = extra_float_digits there."),
    UNKNOWN_HOST(
            "08.*",
            is(UnknownHostException.class),
            Kind.UNREACHABLE,
            LoginAnswer.UNKNOWN,
            "No host of that name can be found: correct it, or mend the DNS."),
    CONNECTION_REFUSED(
            "08.*",
            is(ConnectException.class),
            Kind.UNREACHABLE,
            LoginAnswer.UNKNOWN,
            "Nothing listens there, or a firewall is between: correct host and port, or start it."),
    CONNECTION_LOST("08.*", ANY, Kind.UNREACHABLE, LoginAnswer.UNKNOWN, "Retried."),

    PLAIN_PASSWORDS_ONLY(
            ".*",
            says("plaintext passwords", "password type is not a plain text"),
            Kind.UNSUITABLE,
            LoginAnswer.UNKNOWN,
            "Lakou sends no password in plain text, only its SCRAM verifier. Of credcheck, a DBA can set credcheck.encrypted_password_allowed = on; Neon takes no verifiers at all."),

    NO_PG_HBA_ENTRY(
            "28000",
            says("no pg_hba.conf entry", "pg_hba.conf rejects connection"),
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.REFUSED,
            "Whoever runs the server must let this login in by pg_hba.conf, or by the provider's network rules."),
    LOGIN_NOT_PERMITTED(
            "28000",
            says("is not permitted to log in"),
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.REFUSED,
            "A DBA took LOGIN from it: ALTER ROLE .. LOGIN gives it back."),
    CLIENT_CERTIFICATE_DEMANDED(
            "28000",
            says("certificate"),
            Kind.TLS_FAILED,
            LoginAnswer.REFUSED,
            "The server demands a client certificate that it trusts."),
    LOGIN_VANISHED(
            "28000",
            says("does not exist"),
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.UNKNOWN,
            "The role went away meanwhile. Retried."),
    OTHER_AUTHORITY(
            "28000",
            ANY,
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.REFUSED,
            "pg_hba.conf has this login checked by something else than its password: scram-sha-256 is what works."),
    WRONG_PASSWORD(
            "28P01",
            ANY,
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.WRONG_PASSWORD,
            "Check username and password in the admin Secret."),

    TOO_MANY_OF_ROLE(
            "53300",
            says("too many connections for role", "too many connections for database"),
            Kind.BUSY,
            LoginAnswer.OCCUPIED,
            "All connections that it may have are open. Retried."),
    SERVER_FULL(
            "53300",
            ANY,
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "All connections of the server are taken. Whoever runs it can raise max_connections, or end some. Retried."),
    DISK_FULL(
            "53100",
            ANY,
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "The server's disk is full: whoever runs it must make room. Retried."),
    OUT_OF_MEMORY("53200", ANY, Kind.BUSY, LoginAnswer.UNKNOWN, "The server is out of memory. Retried."),
    OUT_OF_RESOURCES("53.*", ANY, Kind.BUSY, LoginAnswer.UNKNOWN, "Retried."),

    NO_DATABASE(
            "3D000|57P04",
            ANY,
            Kind.DATABASE_MISSING,
            LoginAnswer.REFUSED,
            "Create the database, or correct spec.database."),
    DATABASE_CLOSED(
            "55000|57P03",
            says("is not currently accepting connections"),
            Kind.DATABASE_MISSING,
            LoginAnswer.REFUSED,
            "A DBA closed the database: ALTER DATABASE .. ALLOW_CONNECTIONS true opens it."),
    CONNECT_REVOKED(
            "42501",
            says("permission denied for database"),
            Kind.PRIVILEGE_MISSING,
            LoginAnswer.REFUSED,
            "A DBA must grant that right on the database."),
    NO_PRIVILEGE("42501", ANY, Kind.PRIVILEGE_MISSING, LoginAnswer.REFUSED, "A DBA must grant that right."),
    STARTING_OR_STOPPING("57P0.", ANY, Kind.UNREACHABLE, LoginAnswer.UNKNOWN, "Retried."),
    READ_ONLY("25006", ANY, Kind.READ_ONLY, LoginAnswer.UNKNOWN, "Nothing can be changed there at present. Retried."),

    EXTENSION_NEEDS_ANOTHER(
            "42704",
            says("required extension"),
            Kind.VALUE_REFUSED,
            LoginAnswer.UNKNOWN,
            "An extension needs another one: name both in spec.extensions, where the DatabaseServer allows them."),
    NO_SUCH_SETTING(
            "42704",
            says("unrecognized configuration parameter"),
            Kind.VALUE_REFUSED,
            LoginAnswer.UNKNOWN,
            "This server has no such setting: remove it from spec.settings."),
    VANISHED(
            "42704|3F000|42P01",
            says("does not exist"),
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "It went away meanwhile; read again, and retried."),
    DEPENDED_ON(
            "2BP01",
            ANY,
            Kind.DEPENDED_ON,
            LoginAnswer.UNKNOWN,
            "Drop or move what depends on it, here or in another database of the server. Retried."),
    LOCKED(
            "55P03",
            ANY,
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "A session of somebody else holds a lock on it; end that, or wait. Retried."),
    COLLISION(
            "40001|40P01|42704|42710|42P06|57014",
            ANY,
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "Another session was there at the same time. Retried."),
    COLLISION_IN_CATALOG(
            "XX000|23505",
            says("tuple", "pg_"),
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "Two sessions changed the same. Retried."),
    VALUE_REFUSED(
            "22023|22P02|42601|55P02|58P01|0A000",
            ANY,
            Kind.VALUE_REFUSED,
            LoginAnswer.UNKNOWN,
            "Correct the value in the spec."),
    INTERNAL("XX.*|58.*", ANY, Kind.UNEXPECTED, LoginAnswer.UNKNOWN, "Whoever runs the server should read its log."),
    OTHER(".*", ANY, Kind.UNEXPECTED, LoginAnswer.UNKNOWN, "");

    private final Pattern states;
    private final ErrorSign sign;
    private final Kind kind;
    private final LoginAnswer answer;
    private final String advice;

    PostgresError(String states, ErrorSign sign, Kind kind, LoginAnswer answer, String advice) {
        this.states = Pattern.compile(states);
        this.sign = sign;
        this.kind = kind;
        this.answer = answer;
        this.advice = advice;
    }

    static PostgresError of(SQLException exception) {
        var state = Optional.ofNullable(exception.getSQLState()).orElse("");
        return Stream.of(values())
                .filter(error -> error.states.matcher(state).matches() && error.sign.test(exception))
                .findFirst()
                .orElse(OTHER);
    }

    Kind kind() {
        return kind;
    }

    LoginAnswer answer() {
        return answer;
    }

    /** Who must do what, as a sentence. */
    String advice() {
        return advice;
    }
}
