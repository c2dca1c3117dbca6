package dev.lakou.database.mysql.move;

import dev.lakou.database.move.BothSides;
import dev.lakou.database.move.Listing;
import dev.lakou.database.move.TransferReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Compares the two servers, while nobody writes on either. */
record Verification(MoveEnd source, MoveEnd target, Schemas schemas, Shape shape) {

    TransferReport whole() {
        var drawn = source.with((connection, dialect) -> counters(connection));
        return BothSides.compare(() -> read(source, drawn), () -> read(target, drawn));
    }

    /** @param drawn the counters of the source: one that is ahead of that is told as it is there */
    private Map<String, String> read(MoveEnd end, Map<String, Long> drawn) {
        return end.alone((connection, dialect) -> {
            var found = new TreeMap<>(shape.read(connection));
            var counters = counters(connection);
            counters.keySet().retainAll(drawn.keySet());
            counters.replaceAll((table, next) -> Math.min(next, drawn.getOrDefault(table, next)));
            found.put(
                    Shape.COUNTERS,
                    Listing.of(
                            counters.entrySet().stream().map(Object::toString).toList()));
            found.putAll(new Sequences(schemas).states(connection));
            found.putAll(RowSums.of(connection, schemas));
            return found;
        });
    }

    private Map<String, Long> counters(Connection connection) throws SQLException {
        Statistics.askAnew(connection);
        return shape.counters(connection);
    }
}
