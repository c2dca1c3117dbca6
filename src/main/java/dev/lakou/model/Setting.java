package dev.lakou.model;

/**
 * A server setting that holds for each new session of a role.
 *
 * @param value in the normal form of the engine; a list of names is {@code "a", "b"}
 */
public record Setting(Identifier role, String name, String value) {}
