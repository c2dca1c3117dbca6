package dev.lakou.database.postgresql.move;

import dev.lakou.database.move.BothSides;
import dev.lakou.database.move.TransferReport;
import dev.lakou.database.postgresql.sql.CatalogRow;
import dev.lakou.database.postgresql.sql.PostgresAuthority;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Compares the two servers, each as one snapshot of it shows it. */
record Verification(Side source, Side target) {

    /** All rows and all else, while nobody writes. */
    TransferReport whole() {
        return compare(Side::whole);
    }

    /** What does not grow with the rows, while nobody writes. @param tables that are read all the same */
    TransferReport part(Collection<String> tables) {
        return compare(side -> side.part(tables));
    }

    private TransferReport compare(Reading reading) {
        return BothSides.compare(() -> reading.read(source), () -> reading.read(target));
    }

    /**
     * All rows and all else as they were at one moment, while the service writes on.
     *
     * @param bytes of tables that are read once more at the fence
     */
    Rehearsal rehearse(Standstill standstill, long bytes) {
        return source.end.with(
                MoveEnd.LONG,
                here -> target.end.with(MoveEnd.LONG, there -> {
                    var position = standstill.begin(here, Side::begin, there, Side::begin);
                    var small = RowSums.small(source.tables(here), bytes);
                    var report = BothSides.compare(
                            () -> source.end.ask(here, source::read), () -> target.end.ask(there, target::read));
                    return new Rehearsal(
                            position,
                            new TransferReport(report.comparisons().stream()
                                    .filter(one -> !one.what().equals(Shape.SEQUENCES))
                                    .toList()),
                            small);
                }));
    }

    /** One of the two. */
    record Side(MoveEnd end, Shape shape) {
        /** Rows are written as text in the same way by both. */
        private static final String BEGIN =
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; " + PostgresAuthority.ACT
                        + "SET LOCAL search_path TO ''; SET LOCAL row_security TO off; SET LOCAL DateStyle TO 'ISO'; SET LOCAL TimeZone TO 'UTC';"
                        + " SET LOCAL IntervalStyle TO 'postgres'; SET LOCAL extra_float_digits TO 1; SET LOCAL bytea_output TO 'hex';"
                        + " SET LOCAL lc_monetary TO 'C'; ";

        static void begin(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            MoveEnd.send(connection, BEGIN);
            // The first question is the moment that is seen.
            CatalogRow.texts(connection, "SELECT 'begun'");
        }

        Map<String, String> whole() {
            return end.with(MoveEnd.LONG, connection -> {
                begin(connection);
                return read(connection);
            });
        }

        Map<String, String> part(Collection<String> tables) {
            return end.with(connection -> {
                begin(connection);
                var found = shape.read(connection);
                found.putAll(RowSums.of(
                        connection,
                        tables(connection).stream()
                                .filter(table -> tables.contains(table.what()))
                                .toList()));
                return found;
            });
        }

        Map<String, String> read(Connection connection) throws SQLException {
            var found = shape.read(connection);
            found.putAll(RowSums.of(connection, tables(connection)));
            return found;
        }

        List<RowSums.Table> tables(Connection connection) throws SQLException {
            return RowSums.tables(connection, shape.schemas(), shape.labels());
        }
    }

    private interface Reading {
        Map<String, String> read(Side side);
    }
}
