package dev.lakou.model;

/** What the resource of another service may do in a schema, as the server says. */
public record ObservedAccess(Marker holder, Access access) {}
