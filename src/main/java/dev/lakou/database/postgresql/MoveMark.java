package dev.lakou.database.postgresql;

import dev.lakou.database.MovedSchema;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

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
    private String anyMoved() {
        return of("moved") + " ";
    }

    /** The schemas of the service that are set aside here. Read from the comments: one pass, however many schemas there are. */
    public List<MovedSchema> aside(Connection connection) throws SQLException {
        return CatalogRow.list(
                connection,
                """
                SELECT n.nspname, substr(d.description, length(?) + 1)
                FROM pg_description d JOIN pg_namespace n ON n.oid = d.objoid
                WHERE d.classoid = 'pg_namespace'::regclass AND starts_with(d.description, ?) ORDER BY 1
                """,
                row -> new MovedSchema(new Identifier(row.getString(1)), row.getString(2)),
                anyMoved(),
                anyMoved());
    }

    private String of(String kind) {
        return Marker.PREFIX + service.clusterUid() + "/" + kind + "/" + service.namespace() + "/" + service.name();
    }
}
