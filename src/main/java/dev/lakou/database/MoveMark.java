package dev.lakou.database;

import dev.lakou.model.Marker;

/**
 * The words on what a move of the service makes or leaves behind. They are Lakou's and no resource's marker, so that
 * no plan of a service finds these things among its own.
 */
public record MoveMark(Marker service) {

    /** On what the move made for itself, while it is under way. */
    public String underWay() {
        return of("move");
    }

    /** On a schema that was set aside. */
    public String moved(String destination) {
        return moved() + " " + destination;
    }

    /** The first of such words, whatever the destination. */
    public String moved() {
        return of("moved");
    }

    /** On the place to which a schema is being set aside. */
    public String leaving(String schema) {
        return of("leaving") + " " + schema;
    }

    private String of(String kind) {
        return Marker.PREFIX + service.clusterUid() + "/" + kind + "/" + service.namespace() + "/" + service.name();
    }
}
