package dev.lakou.database.mysql.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Takes all rows to the target, where the tables are and are empty. */
record RowCopy(MoveEnd source, MoveEnd target, Schemas schemas) {
    void everything() {
        source.alone((from, dialect) -> {
            lock(from);
            return target.alone((to, other) -> {
                MoveEnd.send(to, "SET foreign_key_checks = 0, unique_checks = 0");
                to.setAutoCommit(false);
                for (var table : tables(from)) {
                    table.copy(from, to);
                }
                return true;
            });
        });
    }

    /** So that nobody at all writes while they are read. */
    private void lock(Connection from) throws SQLException {
        var text = schemas.tables(from).stream()
                .map(table -> table.quoted() + " READ")
                .collect(Collectors.joining(", "));
        if (!text.isEmpty()) {
            MoveEnd.send(from, "LOCK TABLES " + text);
        }
    }

    private List<CopiedTable> tables(Connection from) throws SQLException {
        var tables = new ArrayList<CopiedTable>();
        for (var name : schemas.tables(from)) {
            tables.add(CopiedTable.read(from, name));
        }
        return tables;
    }
}
