package dev.lakou.database.mysql.connect;

import static dev.lakou.database.jdbc.ErrorSign.ANY;
import static dev.lakou.database.jdbc.ErrorSign.says;
import static dev.lakou.database.mysql.connect.MySqlError.codes;

import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.LoginAnswer;

/** What a statement meets that the server understands and does not execute. */
enum MySqlStatementError implements MySqlError {
    BINARY_LOG(new Row(
            codes(1418, 1419),
            ANY,
            Kind.PRIVILEGE_MISSING,
            LoginAnswer.UNKNOWN,
            "A DBA must set log_bin_trust_function_creators = ON (providers: in the parameter group).")),
    NO_PRIVILEGE(new Row(
            codes(1142, 1143, 1227, 1370, 1410, 1211, 3879),
            ANY,
            Kind.PRIVILEGE_MISSING,
            LoginAnswer.REFUSED,
            "A DBA must grant that right.")),
    HASH_REFUSED(new Row(
            codes(1290),
            says("strict-password-validation"),
            Kind.UNSUITABLE,
            LoginAnswer.UNKNOWN,
            "Lakou sends hashes of passwords, which a password plugin cannot check. A DBA must set"
                    + " strict_password_validation = OFF; passwords of others are checked as before.")),
    PASSWORD_POLICY(new Row(
            codes(1819, 3638),
            ANY,
            Kind.UNSUITABLE,
            LoginAnswer.UNKNOWN,
            "A policy of the server refuses the password, of 32 letters and digits, or its hash: a DBA must change the"
                    + " policy.")),
    AUTHENTICATION_POLICY(new Row(
            codes(4058),
            ANY,
            Kind.UNSUITABLE,
            LoginAnswer.UNKNOWN,
            "A DBA must grant the administrator AUTHENTICATION_POLICY_ADMIN, or change authentication_policy.")),
    ENGINE_DISABLED(new Row(
            codes(1286, 3161),
            ANY,
            Kind.UNSUITABLE,
            LoginAnswer.UNKNOWN,
            "Lakou's own tables are InnoDB: a DBA must take that out of disabled_storage_engines.")),
    CLUSTER_REFUSED(new Row(
            codes(1105, 1235, 3098),
            says("XtraDB-Cluster", "Galera", "galera", "WSREP", "wsrep", "GR", "external plugin"),
            Kind.UNSUITABLE,
            LoginAnswer.UNKNOWN,
            "The cluster refuses it: a DBA must say what may be done instead.")),
    DUPLICATE(
            new Row(
                    codes(1062, 1586),
                    ANY,
                    Kind.UNEXPECTED,
                    LoginAnswer.UNKNOWN,
                    "The table lakou.marker names one thing twice, and has no primary key: a DBA must delete the row that is wrong.")),
    COLLISION(new Row(
            codes(1205, 1206, 1213, 1317, 3024, 3572, 3989, 1396, 1180, 3101),
            ANY,
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "Another session was there at the same time. Retried.")),
    VALUE_REFUSED(new Row(
            codes(1059, 1102, 1231, 1470, 1827, 3163),
            ANY,
            Kind.VALUE_REFUSED,
            LoginAnswer.UNKNOWN,
            "Correct the value in the spec."));

    private final Row row;

    MySqlStatementError(Row row) {
        this.row = row;
    }

    @Override
    public Row row() {
        return row;
    }
}
