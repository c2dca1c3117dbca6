package dev.lakou.database.mysql.connect;

import static dev.lakou.database.jdbc.ErrorSign.ANY;
import static dev.lakou.database.jdbc.ErrorSign.is;
import static dev.lakou.database.jdbc.ErrorSign.says;
import static dev.lakou.database.mysql.connect.MySqlError.codes;

import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.LoginAnswer;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;

/** What whoever talks to a server meets, whatever they say: it is full, read-only, or not to be reached. */
enum MySqlServerError implements MySqlError {
    NO_SPACE(new Row(
            codes(3, 1021, 1026),
            ANY,
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "The server's disk is full: whoever runs it must make room. Retried.")),
    TABLE_FULL(new Row(
            codes(1114),
            ANY,
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "A table of the server is full, or its disk is. Whoever runs it must make room. Retried.")),
    HOST_BLOCKED(new Row(
            codes(1129),
            ANY,
            Kind.UNREACHABLE,
            LoginAnswer.UNKNOWN,
            "The server blocks the address that Lakou comes from, after many failed connections. A DBA can run FLUSH"
                    + " HOSTS (MySQL: TRUNCATE TABLE performance_schema.host_cache). Retried.")),
    SERVER_FULL(
            new Row(
                    codes(1040),
                    ANY,
                    Kind.BUSY,
                    LoginAnswer.UNKNOWN,
                    "All connections of the server are taken. Whoever runs it can raise max_connections, or end some. Retried.")),
    READ_ONLY(new Row(
            codes(1290, 1792, 1836),
            says("read-only", "read_only", "READ ONLY", "Read-only"),
            Kind.READ_ONLY,
            LoginAnswer.UNKNOWN,
            "Lakou goes on once it takes changes, or the primary answers there; if that moved for good, correct"
                    + " spec.host.")),
    SERVER_OPTION(new Row(
            codes(1290),
            ANY,
            Kind.UNEXPECTED,
            LoginAnswer.UNKNOWN,
            "An option of the server forbids it; whoever runs it must take that option away.")),
    NOT_SERVING(new Row(
            codes(1053, 1077, 1152, 1158, 1159, 1160, 1161, 1927, 3032, 4031, 1047),
            ANY,
            Kind.UNREACHABLE,
            LoginAnswer.UNKNOWN,
            "Retried.")),
    OUT_OF_MEMORY(new Row(
            codes(1037, 1038, 1041, 1135),
            ANY,
            Kind.BUSY,
            LoginAnswer.UNKNOWN,
            "The server is out of memory. Retried.")),
    UNKNOWN_HOST(new Row(
            codes(),
            is(UnknownHostException.class),
            Kind.UNREACHABLE,
            LoginAnswer.UNKNOWN,
            "No host of that name can be found: correct it, or mend the DNS.")),
    CONNECTION_REFUSED(new Row(
            codes(),
            is(ConnectException.class),
            Kind.UNREACHABLE,
            LoginAnswer.UNKNOWN,
            "Nothing listens there, or a firewall is between: correct host and port, or start it.")),
    CONNECTION_LOST(
            new Row(codes(2002, 2003, 2005, 2006, 2013, 2055), ANY, Kind.UNREACHABLE, LoginAnswer.UNKNOWN, "Retried.")),
    /** The driver's own failures have no code, and a state of class 08. */
    NO_CONNECTION(new Row(
            codes(),
            exception -> Optional.ofNullable(exception.getSQLState())
                    .filter(state -> state.startsWith("08"))
                    .isPresent(),
            Kind.UNREACHABLE,
            LoginAnswer.UNKNOWN,
            "Retried.")),
    OTHER(new Row(codes(), ANY, Kind.UNEXPECTED, LoginAnswer.UNKNOWN, ""));

    private final Row row;

    MySqlServerError(Row row) {
        this.row = row;
    }

    @Override
    public Row row() {
        return row;
    }
}
