package dev.lakou.model;

/** What the resource of another room may do in a schema, as the server says. */
public record Holding(Marker holder, Access access) {}
