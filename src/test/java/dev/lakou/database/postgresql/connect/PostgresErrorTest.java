package dev.lakou.database.postgresql.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.DatabaseException.Kind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresErrorTest {

    /** What servers and poolers say, and what it means. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "XX000 | Neon only supports being given plaintext passwords             | PLAIN_PASSWORDS_ONLY | UNSUITABLE | UNKNOWN",
                "28P01 | password type is not a plain text                             | PLAIN_PASSWORDS_ONLY | UNSUITABLE | UNKNOWN",
                "28000 | no pg_hba.conf entry for host \"10.0.0.1\", user \"u\", database \"d\", no encryption | NO_PG_HBA_ENTRY | CREDENTIALS_REJECTED | REFUSED",
                "28000 | pg_hba.conf rejects connection for host \"10.0.0.1\"          | NO_PG_HBA_ENTRY | CREDENTIALS_REJECTED | REFUSED",
                "28000 | role \"u\" is not permitted to log in                         | LOGIN_NOT_PERMITTED | CREDENTIALS_REJECTED | REFUSED",
                "28000 | connection requires a valid client certificate                | CLIENT_CERTIFICATE_DEMANDED | TLS_FAILED | REFUSED",
                "28000 | role \"u\" does not exist                                     | LOGIN_VANISHED | CREDENTIALS_REJECTED | UNKNOWN",
                "28000 | LDAP authentication failed for user \"u\"                     | OTHER_AUTHORITY | CREDENTIALS_REJECTED | REFUSED",
                "28P01 | password authentication failed for user \"u\"                 | WRONG_PASSWORD | CREDENTIALS_REJECTED | WRONG_PASSWORD",
                "28P01 | SASL authentication failed                                    | WRONG_PASSWORD | CREDENTIALS_REJECTED | WRONG_PASSWORD",
                "08P01 | SASL authentication failed                                    | WRONG_PASSWORD_AT_POOLER | CREDENTIALS_REJECTED | WRONG_PASSWORD",
                "08P01 | no such user: u                                               | UNKNOWN_TO_POOLER | CREDENTIALS_REJECTED | REFUSED",
                "XX000 | Tenant or user not found                                      | UNKNOWN_TO_POOLER | CREDENTIALS_REJECTED | REFUSED",
                "08P01 | no such database: d                                           | NO_SUCH_DATABASE_AT_POOLER | DATABASE_MISSING | REFUSED",
                "08P01 | SSL required                                                  | TLS_DEMANDED_BY_POOLER | TLS_FAILED | REFUSED",
                "08P01 | unsupported startup parameter: extra_float_digits             | STARTUP_PARAMETER_REFUSED | UNREACHABLE | UNKNOWN",
                "08P01 | server login failed                                           | CONNECTION_LOST | UNREACHABLE | UNKNOWN",
                "08006 | An I/O error occurred while sending to the backend            | CONNECTION_LOST | UNREACHABLE | UNKNOWN",
                "53300 | too many connections for role \"u\"                           | TOO_MANY_OF_ROLE | BUSY | OCCUPIED",
                "53300 | too many connections for database \"d\"                       | TOO_MANY_OF_ROLE | BUSY | OCCUPIED",
                "53300 | sorry, too many clients already                               | SERVER_FULL | BUSY | UNKNOWN",
                "53300 | remaining connection slots are reserved for roles with the SUPERUSER attribute | SERVER_FULL | BUSY | UNKNOWN",
                "53100 | could not extend file: No space left on device                | DISK_FULL | BUSY | UNKNOWN",
                "53200 | out of memory                                                 | OUT_OF_MEMORY | BUSY | UNKNOWN",
                "53400 | configuration limit exceeded                                  | OUT_OF_RESOURCES | BUSY | UNKNOWN",
                "3D000 | database \"d\" does not exist                                 | NO_DATABASE | DATABASE_MISSING | REFUSED",
                "55000 | database \"d\" is not currently accepting connections         | DATABASE_CLOSED | DATABASE_MISSING | REFUSED",
                "42501 | permission denied for database \"d\"                          | CONNECT_REVOKED | PRIVILEGE_MISSING | REFUSED",
                "42501 | permission denied to create role                              | NO_PRIVILEGE | PRIVILEGE_MISSING | REFUSED",
                "57P01 | terminating connection due to administrator command           | STARTING_OR_STOPPING | UNREACHABLE | UNKNOWN",
                "57P03 | the database system is starting up                            | STARTING_OR_STOPPING | UNREACHABLE | UNKNOWN",
                "25006 | cannot execute CREATE ROLE in a read-only transaction         | READ_ONLY | READ_ONLY | UNKNOWN",
                "42704 | required extension \"cube\" is not installed                  | EXTENSION_NEEDS_ANOTHER | VALUE_REFUSED | UNKNOWN",
                "42704 | unrecognized configuration parameter \"x\"                    | NO_SUCH_SETTING | VALUE_REFUSED | UNKNOWN",
                "42704 | role \"u\" does not exist                                     | VANISHED | BUSY | UNKNOWN",
                "2BP01 | role \"u\" cannot be dropped because some objects depend on it | DEPENDED_ON | DEPENDED_ON | UNKNOWN",
                "55P03 | canceling statement due to lock timeout                       | LOCKED | BUSY | UNKNOWN",
                "40P01 | deadlock detected                                             | COLLISION | BUSY | UNKNOWN",
                "57014 | canceling statement due to statement timeout                  | COLLISION | BUSY | UNKNOWN",
                "XX000 | tuple concurrently updated                                    | COLLISION_IN_CATALOG | BUSY | UNKNOWN",
                "23505 | duplicate key value violates \"pg_authid_rolname_index\"      | COLLISION_IN_CATALOG | BUSY | UNKNOWN",
                "22023 | invalid value for parameter                                   | VALUE_REFUSED | VALUE_REFUSED | UNKNOWN",
                "0A000 | extension \"x\" is not available                              | VALUE_REFUSED | VALUE_REFUSED | UNKNOWN",
                "XX001 | invalid page in block 0                                       | INTERNAL | UNEXPECTED | UNKNOWN",
                "P0001 | an event trigger says no                                      | OTHER | UNEXPECTED | UNKNOWN",
            })
    void tellsWhatACodeMeans(String state, String message, String row, String kind, String answer) {
        var error = PostgresError.of(new SQLException("FATAL: " + message, state));

        assertThat(error.name()).isEqualTo(row);
        assertThat(error.kind()).hasToString(kind);
        assertThat(error.answer()).hasToString(answer);
    }

    @Test
    void tellsAHostThatNobodyKnowsFromOneThatDoesNotListen() {
        var unknown = new SQLException("The connection attempt failed.", "08001", new UnknownHostException("nowhere"));
        var closed = new SQLException("Connection refused.", "08001", new ConnectException("refused"));

        assertThat(PostgresError.of(unknown)).isEqualTo(PostgresError.UNKNOWN_HOST);
        assertThat(PostgresError.of(closed)).isEqualTo(PostgresError.CONNECTION_REFUSED);
    }

    @Test
    void saysWhoMustDoWhatInEveryRow() {
        assertThat(Stream.of(PostgresError.values()).filter(error -> error != PostgresError.OTHER))
                .allSatisfy(error -> assertThat(error.advice()).endsWith("."));
    }

    @Test
    void blamesAStandbyOnlyWhereThereIsOne() {
        var errors = new PostgresErrors("db:5432", false);

        var byDefault = errors.readOnlyByDefault();

        assertThat(byDefault.kind()).isEqualTo(Kind.READ_ONLY);
        assertThat(byDefault)
                .hasMessageContaining("default_transaction_read_only")
                .hasMessageNotContaining("standby");
        assertThat(errors.standby()).hasMessageContaining("standby");
    }

    @Test
    void saysWhatItIsWithoutInventingACode() {
        var errors = new PostgresErrors("db:5432", false);

        var messages = Arrays.asList(
                errors.of(new SQLException("who knows")).getMessage(),
                errors.of(new SQLException("Acquisition timeout")).getMessage());

        assertThat(messages)
                .containsExactly(
                        "PostgreSQL at db:5432 said: who knows (no SQLSTATE).",
                        "PostgreSQL at db:5432 does not answer: Acquisition timeout (no SQLSTATE).");
    }
}
