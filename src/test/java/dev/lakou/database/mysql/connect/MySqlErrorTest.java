package dev.lakou.database.mysql.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlErrorTest {

    /** What MySQL, MariaDB and the driver say, and what it means. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1045 | 28000 | Access denied for user 'u'@'h' (using password: YES)    | WRONG_PASSWORD | CREDENTIALS_REJECTED | WRONG_PASSWORD",
                "1698 | 28000 | Access denied for user 'u'@'h'                          | OTHER_AUTHENTICATION | CREDENTIALS_REJECTED | REFUSED",
                "1251 | 08004 | Client does not support authentication protocol         | OTHER_AUTHENTICATION | CREDENTIALS_REJECTED | REFUSED",
                "1130 | HY000 | Host '10.0.0.1' is not allowed to connect               | NOT_FROM_HERE | CREDENTIALS_REJECTED | REFUSED",
                "1129 | HY000 | Host '10.0.0.1' is blocked because of many errors       | HOST_BLOCKED | UNREACHABLE | UNKNOWN",
                "1820 | HY000 | You must SET PASSWORD before executing this statement   | PASSWORD_EXPIRED | CREDENTIALS_REJECTED | REFUSED",
                "1862 | HY000 | Your password has expired                               | PASSWORD_EXPIRED | CREDENTIALS_REJECTED | REFUSED",
                "3118 | HY000 | Access denied. Account is locked.                       | LOCKED | CREDENTIALS_REJECTED | REFUSED",
                "4151 | HY000 | Access denied, this account is locked                   | LOCKED | CREDENTIALS_REJECTED | REFUSED",
                "3955 | HY000 | Account is blocked for 1 day(s)                         | BLOCKED_FOR_NOW | CREDENTIALS_REJECTED | REFUSED",
                "3159 | HY000 | Connections using insecure transport are prohibited     | SECURE_TRANSPORT | TLS_FAILED | REFUSED",
                "1040 | 08004 | Too many connections                                    | SERVER_FULL | BUSY | UNKNOWN",
                "1203 | 42000 | User u already has more than 'max_user_connections'     | TOO_MANY_OF_ACCOUNT | BUSY | OCCUPIED",
                "1226 | 42000 | User 'u' has exceeded the 'max_user_connections' resource | TOO_MANY_OF_ACCOUNT | BUSY | OCCUPIED",
                "1044 | 42000 | Access denied for user 'u'@'%' to database 'd'          | NO_RIGHT_ON_DATABASE | PRIVILEGE_MISSING | REFUSED",
                "1049 | 42000 | Unknown database 'd'                                    | NO_DATABASE | BUSY | REFUSED",
                "1227 | 42000 | Access denied; you need (at least one of) the CREATE USER | NO_PRIVILEGE | PRIVILEGE_MISSING | REFUSED",
                "1419 | HY000 | You do not have the SUPER privilege and binary logging is enabled | BINARY_LOG | PRIVILEGE_MISSING | UNKNOWN",
                "1290 | HY000 | The MySQL server is running with the --super-read-only option | READ_ONLY | READ_ONLY | UNKNOWN",
                "1290 | HY000 | The MySQL server is running with the --skip-grant-tables option | SERVER_OPTION | UNEXPECTED | UNKNOWN",
                "1836 | HY000 | Running in read-only mode                               | READ_ONLY | READ_ONLY | UNKNOWN",
                "1021 | HY000 | Disk full (/tmp); waiting for someone to free some space | NO_SPACE | BUSY | UNKNOWN",
                "1114 | HY000 | The table 't' is full                                   | TABLE_FULL | BUSY | UNKNOWN",
                "1053 | 08S01 | Server shutdown in progress                             | NOT_SERVING | UNREACHABLE | UNKNOWN",
                "3032 | HY000 | The server is currently in offline mode                 | NOT_SERVING | UNREACHABLE | UNKNOWN",
                "1205 | HY000 | Lock wait timeout exceeded                              | COLLISION | BUSY | UNKNOWN",
                "1290 | HY000 | running with the --strict-password-validation option    | HASH_REFUSED | UNSUITABLE | UNKNOWN",
                "1819 | HY000 | Your password does not satisfy the current policy       | PASSWORD_POLICY | UNSUITABLE | UNKNOWN",
                "3638 | HY000 | Cannot use these credentials because they contradict the password history | PASSWORD_POLICY | UNSUITABLE | UNKNOWN",
                "4058 | HY000 | 1 factor authentication method does not match           | AUTHENTICATION_POLICY | UNSUITABLE | UNKNOWN",
                "3161 | HY000 | Storage engine InnoDB is disabled                       | ENGINE_DISABLED | UNSUITABLE | UNKNOWN",
                "1286 | 42000 | Unknown storage engine 'InnoDB'                         | ENGINE_DISABLED | UNSUITABLE | UNKNOWN",
                "1105 | HY000 | Percona-XtraDB-Cluster prohibits use of LOCK TABLE      | CLUSTER_REFUSED | UNSUITABLE | UNKNOWN",
                "1235 | 42000 | doesn't yet support 'CACHE without INCREMENT BY 0 in Galera cluster' | CLUSTER_REFUSED | UNSUITABLE | UNKNOWN",
                "3098 | HY000 | The table does not comply with the requirements by an external plugin | CLUSTER_REFUSED | UNSUITABLE | UNKNOWN",
                "1105 | HY000 | Unknown error                                           | OTHER | UNEXPECTED | UNKNOWN",
                "1062 | 23000 | Duplicate entry 'schema-a' for key 'PRIMARY'            | DUPLICATE | UNEXPECTED | UNKNOWN",
                "3101 | 40000 | Plugin instructed the server to rollback the current transaction | COLLISION | BUSY | UNKNOWN",
                "3879 | HY000 | Access denied; partial revokes restrict this account    | NO_PRIVILEGE | PRIVILEGE_MISSING | REFUSED",
                "1231 | 42000 | Variable 'x' can't be set to the value of 'y'           | VALUE_REFUSED | VALUE_REFUSED | UNKNOWN",
                "2013 | HY000 | Lost connection to server during query                  | CONNECTION_LOST | UNREACHABLE | UNKNOWN",
                "0    | 08S01 | Communications link failure                             | NO_CONNECTION | UNREACHABLE | UNKNOWN",
                "9999 | HY000 | Something new                                           | OTHER | UNEXPECTED | UNKNOWN",
            })
    void tellsWhatACodeMeans(int code, String state, String message, String row, String kind, String answer) {
        var error = MySqlError.of(new SQLException(message, state, code));

        assertThat(error.name()).isEqualTo(row);
        assertThat(error.kind()).hasToString(kind);
        assertThat(error.answer()).hasToString(answer);
    }

    @Test
    void tellsAHostThatNobodyKnows() {
        var unknown = new SQLException("Communications link failure", "08S01", new UnknownHostException("nowhere"));

        assertThat(MySqlError.of(unknown)).isEqualTo(MySqlServerError.UNKNOWN_HOST);
    }

    @Test
    void saysWhoMustDoWhatInEveryRow() {
        assertThat(MySqlError.all().filter(error -> error != MySqlServerError.OTHER))
                .allSatisfy(error -> assertThat(error.advice()).endsWith("."));
    }
}
