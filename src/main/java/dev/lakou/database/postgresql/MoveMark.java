package dev.lakou.database.postgresql;

import dev.lakou.database.MovedSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The comments on what a move of the service makes or leaves behind. They are Lakou's and no resource's marker, so that
 * no plan of a service finds these things among its own.
 */
public record MoveMark(Marker service) {

    /** On roles, publications and subscriptions while the move is under way. */
    public String underWay() {
        return of("move");
    }

    /** On a schema that was set aside. */
    public String moved(String destination) {
        return of("moved") + " " + destination;
    }

    /** What such a comment begins with, whatever the destination. */
    public String anyMoved() {
        return of("moved") + " ";
    }

    Optional<MovedSchema> findAside(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                """
                SELECT nspname, substr(obj_description(oid, 'pg_namespace'), length(?) + 1) FROM pg_namespace
                WHERE starts_with(obj_description(oid, 'pg_namespace'), ?) ORDER BY nspname LIMIT 1
                """)) {
            statement.setString(1, anyMoved());
            statement.setString(2, anyMoved());
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new MovedSchema(new Identifier(row.getString(1)), row.getString(2)))
                        : Optional.empty();
            }
        }
    }

    private String of(String kind) {
        return Marker.PREFIX + service.clusterUid() + "/" + kind + "/" + service.namespace() + "/" + service.name();
    }
}
