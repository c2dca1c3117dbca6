package dev.lakou.database.postgresql;

import dev.lakou.model.Marker;

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
        return moved() + " " + destination;
    }

    /** The first word of such a comment, whatever the destination. */
    public String moved() {
        return of("moved");
    }

    private String of(String kind) {
        return Marker.PREFIX + service.clusterUid() + "/" + kind + "/" + service.namespace() + "/" + service.name();
    }
}
