package dev.lakou.database.mysql.move;

import dev.lakou.database.move.Finding;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.move.TransferReview;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What speaks against a move, and what it will take. */
record MySqlReview(
        MoveOrder order,
        MoveEnd source,
        MoveEnd target,
        Schemas schemas,
        ServiceLogins logins,
        SchemaEvents events,
        OtherHolders others) {
    /** To copy and to compare. Measured on two cores: 50 to 60 with load 6, 300 to 370 with least priority and load 15. */
    private static final long MILLIS_PER_MEGABYTE = 100;

    private static final String SIZE =
            "SELECT coalesce(sum(data_length + index_length), 0) FROM information_schema.tables WHERE table_schema IN (%s)";

    TransferReview review() {
        var findings = new ArrayList<Finding>();
        if (order.method() == MoveMethod.REPLICATE) {
            findings.add(
                    Finding.refusing(
                            "MySQL and MariaDB have no replication of one database that ends by itself: set spec.method to Copy, and the service cannot write while its rows are copied."));
        }
        var here = ServerFacts.of(source);
        var there = ServerFacts.of(target);
        findings.addAll(here.findings(there));
        findings.addAll(new ContentReview(source, schemas, logins, events).findings());
        findings.addAll(new RightsReview(source, target, schemas, events).findings());
        strangers(findings);
        if (!here.identity().equals(there.identity())) {
            place(findings);
        }
        var bytes = source.with((connection, dialect) -> size(connection));
        var time = Duration.ofMillis(2000 + bytes / 1_000_000 * MILLIS_PER_MEGABYTE);
        return new TransferReview(findings, bytes, time, time);
    }

    private long size(Connection connection) throws SQLException {
        Statistics.askAnew(connection);
        return MoveEnd.list(connection, schemas.in(SIZE), row -> row.getLong(1), schemas.values(1))
                .get(0);
    }

    private void strangers(List<Finding> findings) {
        var writers = others.whoWrite();
        if (!writers.isEmpty()) {
            findings.add(Finding.refusing(
                    "Others may write in the database, and would at the source: %s. Take that right from them first."
                            .formatted(String.join(", ", writers))));
        }
        var readers = others.whoRead();
        if (!readers.isEmpty()) {
            findings.add(Finding.telling("These have rights on the database at the source, and stay behind: %s."
                    .formatted(String.join(", ", readers))));
        }
    }

    private void place(List<Finding> findings) {
        for (var schema : schemas.names()) {
            var mark = target.with((connection, dialect) -> mark(connection, schema));
            if (mark.isPresent() && !order.service().isOn(mark)) {
                findings.add(Finding.refusing(
                        "Database \"%s\" at %s is somebody else's.".formatted(schema, target.server())));
            }
        }
        var contents = target.with((connection, dialect) -> schemas.contents(connection));
        if (!contents.isEmpty()) {
            findings.add(Finding.refusing("There is something at %s already: %s. Drop that, or move it away, first."
                    .formatted(target.server(), String.join(", ", contents))));
        }
    }

    private static Optional<String> mark(Connection connection, Identifier schema) throws SQLException {
        return MySqlMarkerTable.marker(connection, MySqlMarkerTable.Kind.SCHEMA, schema);
    }
}
