package dev.lakou.database.mysql;

import dev.lakou.database.MoveMark;
import dev.lakou.database.MovedSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The databases of a service that a move set aside here. */
public final class MySqlSetAside {
    private MySqlSetAside() {}

    public static List<MovedSchema> of(Connection connection, MoveMark mark) throws SQLException {
        try (var statement = connection.prepareStatement(
                """
                SELECT m.name, substr(m.marker, char_length(?) + 1) FROM lakou.marker m JOIN information_schema.schemata s ON s.schema_name = m.name
                WHERE m.kind = 'schema' AND left(m.marker, char_length(?)) = ? ORDER BY 1
                """)) {
            var beginning = mark.moved() + " ";
            statement.setString(1, beginning);
            statement.setString(2, beginning);
            statement.setString(3, beginning);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<MovedSchema>();
                while (rows.next()) {
                    found.add(new MovedSchema(new Identifier(rows.getString(1)), rows.getString(2)));
                }
                return found;
            }
        }
    }

    /** The first one of the service whose databases are wanted, and of which none is here. */
    static Optional<MovedSchema> ofMissing(Connection connection, State desired, State found) throws SQLException {
        if (!found.schemas().isEmpty()) {
            return Optional.empty();
        }
        for (var text : desired.markers()) {
            var marker = Marker.parse(text).filter(one -> one.kind() == Marker.Kind.SERVICE);
            if (marker.isPresent()) {
                var aside = of(connection, new MoveMark(marker.get()));
                if (!aside.isEmpty()) {
                    return Optional.of(aside.get(0));
                }
            }
        }
        return Optional.empty();
    }

    /** The one that has exactly these words. */
    public static Optional<Identifier> marked(Connection connection, String words) throws SQLException {
        return first(connection, "SELECT name FROM lakou.marker WHERE kind = 'schema' AND marker = ?", words);
    }

    public static boolean hasDatabase(Connection connection, Identifier schema) throws SQLException {
        return first(
                        connection,
                        "SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?",
                        schema.value())
                .isPresent();
    }

    private static Optional<Identifier> first(Connection connection, String query, String parameter)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(new Identifier(row.getString(1))) : Optional.empty();
            }
        }
    }
}
