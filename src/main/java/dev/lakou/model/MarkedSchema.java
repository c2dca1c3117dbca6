package dev.lakou.model;

/** A schema and whose it is said to be: two services may claim one name. */
public record MarkedSchema(Identifier name, Marker marker) {}
