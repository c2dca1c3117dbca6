package dev.lakou.database.mysql;

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
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every error code that a statement of the administrator or the login of a service can meet: who can mend it, and how.
 * The first row that fits is the one. MariaDB has some codes of its own.
 *
 * @see <a href="https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html">MySQL error reference</a>
 * @see <a href="https://mariadb.com/kb/en/mariadb-error-codes/">MariaDB error codes</a>
 */
enum MySqlError {
    NO_SPACE(
            codes(3, 1021, 1026),
            ANY,
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "The server's disk is full: whoever runs it must make room. Retried."),
    TABLE_FULL(
            codes(1114),
            ANY,
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "A table of the server is full, or its disk is. Whoever runs it must make room. Retried."),
    SECURE_TRANSPORT(
            codes(3159, 4175, 4176),
            ANY,
            Kind.TLS_FAILED,
            LoginAnswer.REFUSED,
            "It takes no connection without TLS: set spec.tls.mode of the DatabaseServer to Require."),
    WRONG_PASSWORD(
            codes(1045),
            ANY,
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.WRONG_PASSWORD,
            "Check username and password in the admin Secret, and whether the account may log in from here, without TLS"
                    + " (spec.tls.mode) and without a client certificate (spec.tls.clientCertificateSecretRef): MySQL"
                    + " does not say which of these it is."),
    OTHER_AUTHENTICATION(
            codes(1251, 1524, 1698, 2049, 2059, 2061),
            ANY,
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.REFUSED,
            "The account authenticates in another way than by a password that this client may send: a DBA must change"
                    + " its plugin, or have TLS used."),
    NOT_FROM_HERE(
            codes(1130),
            ANY,
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.REFUSED,
            "No account may come in from that address: a DBA must make one for it, or for '%'."),
    HOST_BLOCKED(
            codes(1129),
            ANY,
            Kind.UNREACHABLE,
            LoginAnswer.UNKNOWN,
            "The server blocks the address that Lakou comes from, after many failed connections. A DBA can run FLUSH"
                    + " HOSTS (MySQL: TRUNCATE TABLE performance_schema.host_cache). Retried."),
    PASSWORD_EXPIRED(
            codes(1820, 1862),
            ANY,
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.REFUSED,
            "Its password has expired: a DBA can run ALTER USER .. PASSWORD EXPIRE NEVER."),
    LOCKED(
            codes(3118, 4151),
            ANY,
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.REFUSED,
            "A DBA locked the account: ALTER USER .. ACCOUNT UNLOCK opens it."),
    BLOCKED_FOR_NOW(
            codes(3955),
            ANY,
            Kind.CREDENTIALS_REJECTED,
            LoginAnswer.REFUSED,
            "Too many wrong passwords closed the account for a while (FAILED_LOGIN_ATTEMPTS): find who sends them."),
    SERVER_FULL(
            codes(1040),
            ANY,
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "All connections of the server are taken. Whoever runs it can raise max_connections, or end some. Retried."),
    TOO_MANY_OF_ACCOUNT(
            codes(1203, 1226),
            ANY,
            Kind.BUSY,
            LoginAnswer.OCCUPIED,
            "All connections that it may have are open, or were used up. Retried."),
    NO_RIGHT_ON_DATABASE(
            codes(1044),
            ANY,
            Kind.PRIVILEGE_MISSING,
            LoginAnswer.REFUSED,
            "A DBA must grant that right on the database."),
    NO_DATABASE(
            codes(1049),
            ANY,
            Kind.BUSY,
            LoginAnswer.REFUSED,
            "That database is not there: it went away meanwhile, or this is another server. Retried."),
    BINARY_LOG(
            codes(1418, 1419),
            ANY,
            Kind.PRIVILEGE_MISSING,
            LoginAnswer.UNKNOWN,
            "A DBA must set log_bin_trust_function_creators = ON (providers: in the parameter group)."),
    NO_PRIVILEGE(
            codes(1142, 1143, 1227, 1370, 1410, 1211, 3879),
            ANY,
            Kind.PRIVILEGE_MISSING,
            LoginAnswer.REFUSED,
            "A DBA must grant that right."),
    READ_ONLY(
            codes(1290, 1792, 1836),
            says("read-only", "read_only", "READ ONLY", "Read-only"),
            Kind.READ_ONLY,
            LoginAnswer.UNKNOWN,
            "Lakou goes on once it takes changes, or the primary answers there; if that moved for good, correct"
                    + " spec.host."),
    HASH_REFUSED(
            codes(1290),
            says("strict-password-validation"),
            Kind.UNSUITABLE,
            LoginAnswer.UNKNOWN,
            "Lakou sends hashes of passwords, which a password plugin cannot check. A DBA must set"
                    + " strict_password_validation = OFF; passwords of others are checked as before."),
    PASSWORD_POLICY(
            codes(1819, 3638),
            ANY,
            Kind.UNSUITABLE,
            LoginAnswer.UNKNOWN,
            "A policy of the server refuses the password, of 32 letters and digits, or its hash: a DBA must change the"
                    + " policy."),
    AUTHENTICATION_POLICY(
            codes(4058),
            ANY,
            Kind.UNSUITABLE,
            LoginAnswer.UNKNOWN,
            "A DBA must grant the administrator AUTHENTICATION_POLICY_ADMIN, or change authentication_policy."),
    ENGINE_DISABLED(
            codes(1286, 3161),
            ANY,
            Kind.UNSUITABLE,
            LoginAnswer.UNKNOWN,
            "Lakou's own tables are InnoDB: a DBA must take that out of disabled_storage_engines."),
    CLUSTER_REFUSED(
            codes(1105, 1235, 3098),
            says("XtraDB-Cluster", "Galera", "galera", "WSREP", "wsrep", "GR", "external plugin"),
            Kind.UNSUITABLE,
            LoginAnswer.UNKNOWN,
            "The cluster refuses it: a DBA must say what may be done instead."),
    DUPLICATE(
            codes(1062, 1586),
            ANY,
            Kind.UNEXPECTED,
            LoginAnswer.UNKNOWN,
            "The table lakou.marker names one thing twice, and has no primary key: a DBA must delete the row that is wrong."),
    SERVER_OPTION(
            codes(1290),
            ANY,
            Kind.UNEXPECTED,
            LoginAnswer.UNKNOWN,
            "An option of the server forbids it; whoever runs it must take that option away."),
    NOT_SERVING(
            codes(1053, 1077, 1152, 1158, 1159, 1160, 1161, 1927, 3032, 4031, 1047),
            ANY,
            Kind.UNREACHABLE,
            LoginAnswer.UNKNOWN,
            "Retried."),
    COLLISION(
            codes(1205, 1206, 1213, 1317, 3024, 3572, 3989, 1396, 1180, 3101),
            ANY,
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "Another session was there at the same time. Retried."),
    VALUE_REFUSED(
            codes(1059, 1102, 1231, 1470, 1827, 3163),
            ANY,
            Kind.VALUE_REFUSED,
            LoginAnswer.UNKNOWN,
            "Correct the value in the spec."),
    OUT_OF_MEMORY(
            codes(1037, 1038, 1041, 1135),
            ANY,
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "The server is out of memory. Retried."),
    UNKNOWN_HOST(
            codes(),
            is(UnknownHostException.class),
            Kind.UNREACHABLE,
            LoginAnswer.UNKNOWN,
            "No host of that name can be found: correct it, or mend the DNS."),
    CONNECTION_REFUSED(
            codes(),
            is(ConnectException.class),
            Kind.UNREACHABLE,
            LoginAnswer.UNKNOWN,
            "Nothing listens there, or a firewall is between: correct host and port, or start it."),
    CONNECTION_LOST(codes(2002, 2003, 2005, 2006, 2013, 2055), ANY, Kind.UNREACHABLE, LoginAnswer.UNKNOWN, "Retried."),
    /** The driver's own failures have no code, and a state of class 08. */
    NO_CONNECTION(
            codes(),
            exception -> Optional.ofNullable(exception.getSQLState())
                    .filter(state -> state.startsWith("08"))
                    .isPresent(),
            Kind.UNREACHABLE,
            LoginAnswer.UNKNOWN,
            "Retried."),
    OTHER(codes(), ANY, Kind.UNEXPECTED, LoginAnswer.UNKNOWN, "");

    /** Any, where there are none. */
    private final Set<Integer> codes;

    private final ErrorSign sign;
    private final Kind kind;
    private final LoginAnswer answer;
    private final String advice;

    MySqlError(Set<Integer> codes, ErrorSign sign, Kind kind, LoginAnswer answer, String advice) {
        this.codes = codes;
        this.sign = sign;
        this.kind = kind;
        this.answer = answer;
        this.advice = advice;
    }

    static MySqlError of(SQLException exception) {
        return Stream.of(values())
                .filter(error -> error.codes.isEmpty() || error.codes.contains(exception.getErrorCode()))
                .filter(error -> error.sign.test(exception))
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

    private static Set<Integer> codes(Integer... codes) {
        return Set.of(codes);
    }
}
