package dev.lakou.database.mysql.move;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.database.mysql.flavor.MySqlAccounts;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A table whose rows go from one server to another, each value as the server itself writes it. */
record CopiedTable(Schemas.TableName name, List<Column> columns) {
    /** A generated column is computed anew. */
    private static final String COLUMNS =
            """
            SELECT column_name, data_type FROM information_schema.columns
            WHERE table_schema = ? AND table_name = ? AND coalesce(generation_expression, '') = '' ORDER BY ordinal_position
            """;

    /** So much goes in one statement; the servers take 4 MB and more. */
    private static final long BATCH_BYTES = 1_000_000;

    private static final int BATCH_ROWS = 5_000;

    static CopiedTable read(Connection connection, Schemas.TableName name) throws SQLException {
        return new CopiedTable(
                name,
                MoveEnd.list(
                        connection,
                        COLUMNS,
                        row -> new Column(new Identifier(row.getString(1)), row.getString(2)),
                        name.schema().value(),
                        name.table().value()));
    }

    void copy(Connection from, Connection to) throws SQLException {
        if (columns.isEmpty()) {
            return;
        }
        try (var question = from.createStatement();
                var insert = to.prepareStatement(insertion())) {
            question.setEscapeProcessing(false);
            // Connector/J's way to say that rows are read one by one.
            question.setFetchSize(Integer.MIN_VALUE);
            try (var rows = question.executeQuery(selection())) {
                copy(rows, insert);
            }
        }
    }

    private void copy(ResultSet rows, PreparedStatement insert) throws SQLException {
        var bytes = 0L;
        var waiting = 0;
        while (rows.next()) {
            for (var place = 1; place <= columns.size(); place++) {
                var value = rows.getBytes(place);
                columns.get(place - 1).put(insert, place, value);
                bytes += value == null ? 1 : value.length;
            }
            insert.addBatch();
            if (++waiting == BATCH_ROWS || bytes >= BATCH_BYTES) {
                send(insert);
                bytes = 0;
                waiting = 0;
            }
        }
        if (waiting > 0) {
            send(insert);
        }
    }

    /** What the server says of a row has values of it in it. */
    private void send(PreparedStatement insert) throws SQLException {
        try {
            insert.executeBatch();
            insert.getConnection().commit();
        } catch (SQLException e) {
            throw new SQLException(
                    "rows of table %s were not taken".formatted(name), e.getSQLState(), e.getErrorCode());
        }
    }

    private String selection() {
        return "SELECT " + columns.stream().map(Column::read).collect(Collectors.joining(", ")) + " FROM "
                + name.quoted();
    }

    private String insertion() {
        return "INSERT INTO " + name.quoted() + " ("
                + columns.stream().map(Column::quoted).collect(Collectors.joining(", ")) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }

    /** @param type as information_schema calls it, without its length */
    record Column(Identifier name, String type) {
        private static final Set<String> BINARY = Set.of(
                "binary",
                "varbinary",
                "tinyblob",
                "blob",
                "mediumblob",
                "longblob",
                "bit",
                "vector",
                "geometry",
                "point",
                "linestring",
                "polygon",
                "multipoint",
                "multilinestring",
                "multipolygon",
                "geometrycollection",
                "geomcollection");

        String quoted() {
            return MySqlAccounts.sql().name(name).text();
        }

        /** The servers write a FLOAT with six digits only, and all digits of a DOUBLE. */
        private String read() {
            return type.equals("float") ? quoted() + " + 0e0" : quoted();
        }

        private void put(PreparedStatement insert, int place, byte[] value) throws SQLException {
            if (value == null || BINARY.contains(type)) {
                insert.setBytes(place, value);
            } else {
                insert.setString(place, new String(value, UTF_8));
            }
        }
    }
}
