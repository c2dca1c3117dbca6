package dev.lakou.model;

/** A right of a role of another resource, which is its {@code holder}. */
public record HeldGrant(Marker holder, Identifier schema, Grant grant) {}
